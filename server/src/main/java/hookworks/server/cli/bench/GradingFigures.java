package hookworks.server.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What grading costs.
 *
 * @param exercises how many each round judged
 * @param rounds one for each push
 * @param inProcess seconds of the same hidden tests with the reference in this JVM, without worker or server
 */
public record GradingFigures(int exercises, List<GradingRound> rounds, List<Double> inProcess) {
    public GradingFigures {
        rounds = List.copyOf(rounds);
        inProcess = List.copyOf(inProcess);
    }

    /** One JSON object on one line, with snake-case names; times in seconds, shares of all rounds together. */
    public String toJson() {
        var mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("benchmark", "grading");
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("exercises", exercises);
        root.put("rounds", rounds.size());
        double[] totals = sorted(GradingRound::total);
        ObjectNode total = root.putObject("push_to_last_verdict_s");
        total.put("median", rounded(median(totals)));
        total.put("least", rounded(totals[0]));
        total.put("most", rounded(totals[totals.length - 1]));
        ObjectNode share = root.putObject("share");
        share.put("queue", share(GradingRound::queue));
        share.put("worker_start", share(GradingRound::workerStart));
        share.put("compile", share(GradingRound::compile));
        share.put("checks", share(GradingRound::checks));
        share.put("rest", share(GradingRound::rest));
        ObjectNode here = root.putObject("in_process_s");
        here.put("first", rounded(inProcess.getFirst()));
        here.put("median", rounded(inProcessMedian()));
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures made of numbers could not be written as JSON", e);
        }
    }

    /** The same in words. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                """
                from an acknowledged push to its last verdict: %.2f s (median of %d)
                  queue %.0f %%, worker start %.0f %%, compile %.0f %%, checks %.0f %%, rest %.0f %%
                the same %d exercises in this process: %.2f s""",
                median(sorted(GradingRound::total)),
                rounds.size(),
                100 * share(GradingRound::queue),
                100 * share(GradingRound::workerStart),
                100 * share(GradingRound::compile),
                100 * share(GradingRound::checks),
                100 * share(GradingRound::rest),
                exercises,
                inProcessMedian());
    }

    private double inProcessMedian() {
        return median(
                inProcess.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Of all rounds together, so that the shares add up to one. */
    private double share(ToDoubleFunction<GradingRound> part) {
        double whole = rounds.stream().mapToDouble(GradingRound::total).sum();
        return rounded(rounds.stream().mapToDouble(part).sum() / whole);
    }

    private double[] sorted(ToDoubleFunction<GradingRound> part) {
        double[] values = rounds.stream().mapToDouble(part).toArray();
        Arrays.sort(values);
        return values;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
