package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What colours mean, in numbers.
 *
 * @param gaps what a hatched cell means; blank where there is none
 */
record ScaleLegend(ColourScale scale, double smallest, double largest, String gaps) {
    private static final double STEP = 3;
    private static final double BAR = 10;
    private static final double WIDTH = STEP * (Ramp.STEPS + 1);
    private static final double SIDE = 28;

    static ScaleLegend of(ColourScale scale, DoubleStream present, String gaps) {
        var range = present.summaryStatistics();
        boolean none = range.getCount() == 0;
        return new ScaleLegend(scale, none ? scale.low() : range.getMin(), none ? scale.high() : range.getMax(), gaps);
    }

    Scene scene() {
        var sketch = new Sketch();
        List<Integer> levels = IntStream.rangeClosed(0, Ramp.STEPS).boxed().toList();
        sketch.add(new Shape.Cells(SIDE, 1, STEP, BAR, List.of(levels), Ramp.of(scale)));
        sketch.add(new Shape.Outline(SIDE, 1, WIDTH, BAR, Pen.solid(Ink.EDGE, 1)));
        TextStyle style = TextStyle.label(Anchor.MIDDLE);
        double below = BAR + 15;
        sketch.text(SIDE, below, (smallest < scale.low() ? "≤ " : "") + Numbers.shown(scale.low()), style);
        sketch.text(SIDE + WIDTH / 2, below, Numbers.shown(((double) scale.low() + scale.high()) / 2), style);
        sketch.text(SIDE + WIDTH, below, (largest > scale.high() ? "≥ " : "") + Numbers.shown(scale.high()), style);
        double end = SIDE + WIDTH + SIDE;
        if (!gaps.isBlank()) {
            sketch.add(new Shape.Hatch(end + 8, 1, 22, BAR));
            sketch.add(new Shape.Outline(end + 8, 1, 22, BAR, Pen.solid(Ink.EDGE, 1)));
            TextStyle words = TextStyle.label(Anchor.START);
            sketch.text(end + 36, BAR, gaps, words);
            end += 36 + words.width(gaps);
        }
        return sketch.scene(end, below + 5);
    }
}
