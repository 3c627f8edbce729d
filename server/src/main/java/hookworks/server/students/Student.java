package hookworks.server.students;

/**
 * Someone who takes the course.
 *
 * @param handle their name in addresses and for git, such as {@code amara}
 * @param name what people call them
 */
public record Student(StudentId id, String handle, String name) {}
