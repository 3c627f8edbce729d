package hookworks.grader.worker;

import hookworks.exercises.NotImplementedYet;
import hookworks.grader.protocol.ContractException;
import hookworks.grader.protocol.Failure;
import hookworks.grader.protocol.Limit;
import hookworks.grader.protocol.SourceFrame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes what a submission threw, with the stack frames that are its own. */
final class StudentFailures {
    private static final int SHOWN_FRAMES = 10;
    private static final int MESSAGE_LENGTH = 2_000;
    private static final int NAME_LENGTH = 500;

    /** What the system says when the only folder that can be written to, or a file in it, is as large as it may be. */
    private static final List<String> FULL = List.of("No space left on device", "File too large");

    private static final int CAUSES = 10;

    private StudentFailures() {}

    static Failure describe(@Nullable Throwable thrown, SubmissionClasses classes) {
        try {
            return kindOf(thrown, classes);
        } catch (Throwable e) {
            // What was thrown may be of a class of the submission, which answers as it likes when it is asked.
            return new Failure.StudentError(
                    nameOf(thrown), "and it can't say why: asked for its message, it threw " + nameOf(e), List.of());
        }
    }

    /** A result that is not what its interface promises; a submission's own lists and tensors may throw this too. */
    static Failure describe(ContractException broken) {
        return new Failure.BrokenContract(cut(broken.expected(), MESSAGE_LENGTH), cut(broken.actual(), MESSAGE_LENGTH));
    }

    private static Failure kindOf(@Nullable Throwable thrown, SubmissionClasses classes) {
        return switch (thrown) {
            case NotImplementedYet ignored -> new Failure.NotAttempted();
            case StudentOutput.TooMuch tooMuch -> new Failure.LimitExceeded(Limit.OUTPUT, message(tooMuch));
            case OutOfMemoryError memory -> new Failure.LimitExceeded(Limit.MEMORY, message(memory));
            case ExceptionInInitializerError failed
            when failed.getException() != null -> kindOf(failed.getException(), classes);
            case null -> new Failure.StudentError("", "threw nothing", List.of());
            default -> {
                if (isNativeMemory(thrown)) {
                    yield new Failure.LimitExceeded(Limit.MEMORY, firstLine(message(thrown)));
                }
                yield isFullFolder(thrown)
                        ? new Failure.LimitExceeded(Limit.FILES, firstLine(message(thrown)))
                        : new Failure.StudentError(
                                thrown.getClass().getName(), message(thrown), ownFrames(thrown, classes));
            }
        };
    }

    /** Whoever writes files mostly wraps what the system says. */
    private static boolean isFullFolder(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES)
                .anyMatch(cause -> cause instanceof IOException && FULL.stream().anyMatch(message(cause)::contains));
    }

    /** libtorch's allocator says so in words only. */
    private static boolean isNativeMemory(Throwable thrown) {
        String message = message(thrown);
        return message.contains("you tried to allocate") || message.contains("CUDA out of memory");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static String message(Throwable thrown) {
        return cut(thrown.getMessage(), MESSAGE_LENGTH);
    }

    private static String nameOf(@Nullable Throwable thrown) {
        return thrown == null ? "" : thrown.getClass().getName();
    }

    private static String cut(@Nullable String text, int length) {
        String known = Objects.requireNonNullElse(text, "");
        return known.substring(0, Math.min(known.length(), length));
    }

    private static List<SourceFrame> ownFrames(Throwable thrown, SubmissionClasses classes) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> classes.defines(frame.getClassName()))
                .limit(SHOWN_FRAMES)
                .map(frame -> new SourceFrame(
                        cut(frame.getClassName() + "." + frame.getMethodName(), NAME_LENGTH),
                        cut(Objects.requireNonNullElse(frame.getFileName(), "-"), NAME_LENGTH),
                        Math.max(0, frame.getLineNumber())))
                .toList();
    }
}
