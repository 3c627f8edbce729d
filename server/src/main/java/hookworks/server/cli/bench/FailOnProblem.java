package hookworks.server.cli.bench;

import hookworks.grader.suites.SuiteListener;
import hookworks.server.cli.CannotRun;
import java.util.Optional;

/** Ends a benchmark that judges what is not right, since its time means nothing. */
public final class FailOnProblem implements SuiteListener {
    @Override
    public void exerciseStarted(String exercise) {}

    @Override
    public void checkFinished(String exercise, String check, Optional<Throwable> problem) {
        problem.ifPresent(why -> {
            throw new CannotRun("the reference fails '%s' of %s".formatted(check, exercise), why);
        });
    }

    @Override
    public void exerciseFinished(String exercise) {}
}
