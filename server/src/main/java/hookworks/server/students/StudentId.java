package hookworks.server.students;

/** Which student. */
public record StudentId(long value) {}
