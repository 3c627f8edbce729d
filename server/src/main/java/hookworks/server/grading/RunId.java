package hookworks.server.grading;

/** Which grading run; later runs have larger numbers. */
public record RunId(long value) {}
