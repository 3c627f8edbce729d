package hookworks.grader.suites;

import java.io.Serial;

/** A call on an {@link InProcessSubject} ended with what the code under judgement threw, which is the cause. */
public final class SubjectThrew extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SubjectThrew(String method, Throwable cause) {
        super("%s threw %s".formatted(method, cause), cause);
    }
}
