package hookworks.lens.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The losses of a training, thinned to one mean per stretch of steps.
 *
 * @param points in the order of the steps
 */
public record LossHistory(List<Point> points) {
    public LossHistory {
        points = List.copyOf(points);
    }

    /**
     * Means over the steps up to this one since the last point.
     *
     * @param step how many steps were done
     * @param text nats per token, or null where no step had text
     * @param repeat nats per token, or null where no step had repeats
     */
    public record Point(
            int step, @Nullable Double text, @Nullable Double repeat) {}

    /** The history with one more point, made of the steps since its last. */
    LossHistory with(List<StepReport> stretch) {
        var extended = new ArrayList<>(points);
        extended.add(new Point(
                stretch.getLast().step() + 1,
                mean(stretch.stream().map(StepReport::textLoss).toList()),
                mean(stretch.stream().map(StepReport::repeatLoss).toList())));
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
