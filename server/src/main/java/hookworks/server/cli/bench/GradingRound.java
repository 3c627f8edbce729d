package hookworks.server.cli.bench;

import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import java.time.Duration;

/**
 * Where the time went between the moment when {@code git push} returned and the last verdict; in seconds, which add up.
 *
 * @param queue until a node had begun
 * @param workerStart until a new worker was warm, less what passed before the push had returned
 * @param rest storing events and verdicts, and noticing that they are there
 */
record GradingRound(double total, double queue, double workerStart, double compile, double checks, double rest) {

    /** @param wait from the push's return to the run's start; negative where the run was faster */
    static GradingRound of(Duration total, Duration wait, GradingReport report) {
        double queue = Math.max(0, seconds(wait));
        double overlap = Math.max(0, -seconds(wait));
        double workerStart = Math.max(0, phase(report, Phase.WORKER_START) - overlap);
        double compile = phase(report, Phase.COMPILE);
        double checks = phase(report, Phase.CHECKS);
        double rest = seconds(total) - queue - workerStart - compile - checks;
        return new GradingRound(seconds(total), queue, workerStart, compile, checks, rest);
    }

    private static double phase(GradingReport report, Phase phase) {
        return seconds(report.phases().getOrDefault(phase, Duration.ZERO));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
