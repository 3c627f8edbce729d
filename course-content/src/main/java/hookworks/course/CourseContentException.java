package hookworks.course;

import java.io.Serial;

/** The course's files contradict themselves; the message starts with file and line, as a compiler's does. */
public final class CourseContentException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private CourseContentException(String message) {
        super(message);
    }

    static CourseContentException at(String file, int line, String problem) {
        return new CourseContentException("%s:%d: %s".formatted(file, line, problem));
    }

    static CourseContentException in(String file, String problem) {
        return new CourseContentException("%s: %s".formatted(file, problem));
    }
}
