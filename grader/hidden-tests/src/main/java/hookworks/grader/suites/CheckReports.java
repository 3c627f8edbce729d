package hookworks.grader.suites;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Turns the JUnit Platform's events for one exercise into a {@link SuiteListener}'s, and faults of ours into throws. */
final class CheckReports implements TestExecutionListener {
    private final String exercise;
    private final SuiteListener listener;
    private final Margins margins;
    private int checks;
    private @Nullable IllegalStateException fault;

    /** @param margins collects what the checks note */
    CheckReports(String exercise, SuiteListener listener, Margins margins) {
        this.exercise = exercise;
        this.listener = listener;
        this.margins = margins;
    }

    void started() {
        listener.exerciseStarted(exercise);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            checks++;
            finished(test.getDisplayName(), problemOf(result));
        } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            fault = new IllegalStateException(
                    "the suite of '%s' failed outside its checks".formatted(exercise),
                    problemOf(result).orElse(null));
        }
    }

    private void finished(String check, Optional<Throwable> problem) {
        Optional<Margin> margin = margins.taken(problem.isEmpty());
        if (problem.isEmpty() || problem.get() instanceof WrongAnswer) {
            margin.filter(Margin::isBorderline)
                    .ifPresent(narrow -> listener.checkIsBorderline(exercise, check, narrow));
        }
        listener.checkFinished(exercise, check, problem);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        fault = new IllegalStateException(
                "'%s' of the suite of '%s' was skipped: %s".formatted(test.getDisplayName(), exercise, reason));
    }

    void finished() {
        if (fault != null) {
            throw fault;
        }
        if (checks == 0) {
            throw new IllegalStateException("the suite of '%s' ran no check".formatted(exercise));
        }
        listener.exerciseFinished(exercise);
    }

    private static Optional<Throwable> problemOf(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Optional.empty();
            case FAILED, ABORTED ->
                Optional.of(result.getThrowable()
                        .orElseGet(() -> new IllegalStateException("a check ended as " + result.getStatus())));
        };
    }
}
