package hookworks.grader.protocol;

import java.util.List;

/** Why a call gave no result, in the words of the worker. */
public sealed interface Failure {
    /** The submission threw; {@code frames} are those inside the submission, innermost first. */
    record StudentError(String type, String message, List<SourceFrame> frames) implements Failure {
        public StudentError {
            frames = List.copyOf(frames);
        }
    }

    record LimitExceeded(Limit limit, String detail) implements Failure {}

    /** What came back, or what was there to call, is not what the interface promises. */
    record BrokenContract(String expected, String actual) implements Failure {}

    /** The stub is untouched. */
    record NotAttempted() implements Failure {}
}
