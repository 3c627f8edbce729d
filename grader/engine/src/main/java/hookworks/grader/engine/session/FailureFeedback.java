package hookworks.grader.engine.session;

import hookworks.grader.engine.report.Verdict;
import hookworks.grader.protocol.Failure;
import hookworks.grader.protocol.SourceFrame;
import java.util.stream.Collectors;

/** What a student reads where their code gave no result. Everything in it came from the worker and is only text. */
final class FailureFeedback {
    private FailureFeedback() {}

    static NoResult of(Failure failure) {
        return switch (failure) {
            case Failure.StudentError error -> new NoResult(Verdict.ERRORED, PlainText.of(describe(error)));
            case Failure.LimitExceeded limit ->
                new NoResult(
                        Verdict.LIMIT_EXCEEDED,
                        PlainText.of("your code went over the limit on %s: %s"
                                .formatted(limit.limit().inWords(), limit.detail())));
            case Failure.BrokenContract broken ->
                new NoResult(
                        Verdict.ERRORED,
                        PlainText.of("expected %s, found %s".formatted(broken.expected(), broken.actual())));
            case Failure.NotAttempted ignored -> new NoResult(Verdict.NOT_ATTEMPTED, "not implemented yet");
        };
    }

    private static String describe(Failure.StudentError error) {
        String frames = error.frames().stream()
                .map(SourceFrame::toString)
                .collect(Collectors.joining("\n  at ", "\n  at ", ""));
        return "your code threw %s: %s%s"
                .formatted(error.type(), error.message(), error.frames().isEmpty() ? "" : frames);
    }
}
