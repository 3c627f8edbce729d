package hookworks.server.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What grading costs.
 *
 * @param exercises how many a push is judged in
 * @param warm one for each push to a site that keeps a worker warm
 * @param cold one for each push to a site that keeps none
 * @param inProcess seconds of the same hidden tests with the reference in this JVM, without worker or server
 * @param oneExercise milliseconds from acceptance to verdict of one exercise, two submitters at a time
 * @param byMaven the same by {@code mvn test}
 */
public record GradingFigures(
        int exercises,
        List<GradingRound> warm,
        List<GradingRound> cold,
        List<Double> inProcess,
        List<Double> oneExercise,
        ByMaven byMaven) {

    /**
     * Seconds that {@code mvn test} of the same tests takes in a sandbox of its own.
     *
     * @param course of all exercises
     * @param oneExercise of one
     */
    public record ByMaven(List<Double> course, List<Double> oneExercise) {
        public ByMaven {
            course = List.copyOf(course);
            oneExercise = List.copyOf(oneExercise);
        }
    }

    public GradingFigures {
        warm = List.copyOf(warm);
        cold = List.copyOf(cold);
        inProcess = List.copyOf(inProcess);
        oneExercise = List.copyOf(oneExercise);
    }

    /** One JSON object on one line, with snake-case names; medians, and shares of all rounds together. */
    public String toJson() {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("benchmark", "grading");
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("exercises", exercises);
        root.put("rounds", warm.size());
        root.putObject("course")
                .put("in_process_s", rounded(quantile(0.5, inProcess)))
                .put("warm_s", rounded(quantile(0.5, totals(warm))))
                .put("cold_s", rounded(quantile(0.5, totals(cold))))
                .put("mvn_test_s", rounded(quantile(0.5, byMaven.course())));
        range(root.putObject("warm_range_s"), totals(warm));
        range(root.putObject("cold_range_s"), totals(cold));
        range(root.putObject("in_process_range_s"), inProcess);
        shares(root.putObject("warm_share"), warm);
        shares(root.putObject("cold_share"), cold);
        root.putObject("one_exercise_warm_ms")
                .put("p50", rounded(quantile(0.5, oneExercise)))
                .put("p95", rounded(quantile(0.95, oneExercise)));
        root.put("one_exercise_mvn_test_s", rounded(quantile(0.5, byMaven.oneExercise())));
        root.put("submitters", TwoSubmitters.SUBMITTERS);
        return root.toString();
    }

    private static void range(ObjectNode node, List<Double> seconds) {
        node.put("least", rounded(quantile(0, seconds))).put("most", rounded(quantile(1, seconds)));
    }

    private static void shares(ObjectNode node, List<GradingRound> rounds) {
        node.put("queue", share(rounds, GradingRound::queue))
                .put("worker_start", share(rounds, GradingRound::workerStart))
                .put("compile", share(rounds, GradingRound::compile))
                .put("checks", share(rounds, GradingRound::checks))
                .put("rest", share(rounds, GradingRound::rest));
    }

    /** The same in words. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                """
                the course, %d exercises, from an acknowledged push to its last verdict (medians of %d)
                  with a warm worker: %.2f s (%s)
                  with a cold worker: %.2f s (%s)
                  the same hidden tests in this process: %.2f s
                  by mvn test in a sandbox: %.2f s
                one exercise with a warm worker, %d submitters at a time: %.0f ms, 95 of 100 within %.0f ms
                  by mvn test in a sandbox: %.2f s""",
                exercises,
                warm.size(),
                quantile(0.5, totals(warm)),
                parts(warm),
                quantile(0.5, totals(cold)),
                parts(cold),
                quantile(0.5, inProcess),
                quantile(0.5, byMaven.course()),
                TwoSubmitters.SUBMITTERS,
                quantile(0.5, oneExercise),
                quantile(0.95, oneExercise),
                quantile(0.5, byMaven.oneExercise()));
    }

    private static String parts(List<GradingRound> rounds) {
        return String.format(
                Locale.ROOT,
                "queue %.0f %%, worker start %.0f %%, compile %.0f %%, checks %.0f %%, rest %.0f %%",
                100 * share(rounds, GradingRound::queue),
                100 * share(rounds, GradingRound::workerStart),
                100 * share(rounds, GradingRound::compile),
                100 * share(rounds, GradingRound::checks),
                100 * share(rounds, GradingRound::rest));
    }

    /** Of all rounds together, so that the shares add up to one. */
    private static double share(List<GradingRound> rounds, ToDoubleFunction<GradingRound> part) {
        double whole = rounds.stream().mapToDouble(GradingRound::total).sum();
        return rounded(rounds.stream().mapToDouble(part).sum() / whole);
    }

    private static List<Double> totals(List<GradingRound> rounds) {
        return rounds.stream().map(GradingRound::total).toList();
    }

    /** The smallest value that is not below this share of them; of an even number the median is the mean of two. */
    private static double quantile(double share, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double rank = share * sorted.length;
        int at = Math.clamp((int) Math.ceil(rank) - 1, 0, sorted.length - 1);
        boolean isBetween = share == 0.5 && sorted.length % 2 == 0;
        return isBetween ? (sorted[at] + sorted[at + 1]) / 2 : sorted[at];
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
