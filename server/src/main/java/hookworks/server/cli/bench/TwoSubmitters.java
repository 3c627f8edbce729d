package hookworks.server.cli.bench;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.server.cli.CannotRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two submissions that arrive at the same moment, each with a warm worker, judged in one exercise. */
final class TwoSubmitters {
    static final int SUBMITTERS = 2;

    private final Judge judge;
    private final GradingRequest request;

    /** @param judge keeps as many workers warm as there are submitters */
    TwoSubmitters(Judge judge, GradingRequest request) {
        this.judge = judge;
        this.request = request;
    }

    /** Milliseconds from a submission's acceptance to its verdict, two for each round. */
    List<Double> run(int rounds) throws InterruptedException {
        var times = new ArrayList<Double>();
        try (var submitters = Executors.newFixedThreadPool(SUBMITTERS)) {
            Callable<Double> submission = this::judge;
            for (int round = 0; round < rounds; round++) {
                judge.awaitWarm();
                for (Future<Double> each : submitters.invokeAll(List.of(submission, submission))) {
                    times.add(each.get());
                }
            }
        } catch (ExecutionException e) {
            throw new CannotRun("a submission could not be judged: " + e.getCause(), e);
        }
        return times;
    }

    private double judge() {
        long start = System.nanoTime();
        var report = judge.judge(request, event -> {});
        double milliseconds = (System.nanoTime() - start) / 1e6;
        ReferencePushes.requireAllPassed(report.exercises());
        return milliseconds;
    }
}
