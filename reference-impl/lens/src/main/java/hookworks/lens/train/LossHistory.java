package hookworks.lens.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a training went, thinned to one point per stretch of steps: the losses, and how far the circuit had formed.
 *
 * @param points in the order of the steps
 */
public record LossHistory(List<Point> points) {
    public LossHistory {
        points = List.copyOf(points);
    }

    /**
     * The state after some steps; losses are means over the steps since the last point.
     *
     * @param step how many steps were done
     * @param text nats per token, or null where no step had text
     * @param repeat nats per token, or null where no step had repeats
     * @param previous how much that head of layer 0 looks one back which does so most
     * @param induction the best induction score of layer 1, on a fixed set of fresh repeats
     */
    public record Point(
            int step, @Nullable Double text, @Nullable Double repeat, double previous, double induction) {}

    /** The history with one more point, made of the steps since its last. */
    LossHistory with(List<StepReport> stretch, CircuitProbe.Scores scores) {
        var extended = new ArrayList<>(points);
        extended.add(new Point(
                stretch.getLast().step() + 1,
                mean(stretch.stream().map(StepReport::textLoss).toList()),
                mean(stretch.stream().map(StepReport::repeatLoss).toList()),
                scores.previous(),
                scores.induction()));
        return new LossHistory(extended);
    }

    private static @Nullable Double mean(List<@Nullable Double> losses) {
        double sum = 0;
        int count = 0;
        for (Double loss : losses) {
            if (loss != null) {
                sum += loss;
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }
}
