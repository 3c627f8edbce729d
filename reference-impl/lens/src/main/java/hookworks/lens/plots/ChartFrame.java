package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Dash;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The rectangle in which numbers are plotted upward, and its left axis.
 *
 * @param vertical from the bottom of the rectangle to its top
 */
record ChartFrame(double left, double width, NumberAxis vertical) {
    private static final double HEIGHT = 260;
    private static final double NAME = 20;
    private static final double TICK = 6;

    /** As wide as asked, below {@code top}, for these numbers. */
    static ChartFrame of(double top, double width, DoubleStream values) {
        NumberAxis vertical = NumberAxis.around(values, top + HEIGHT, top);
        double labels = Ticks.between(vertical.low(), vertical.high()).stream()
                .mapToDouble(tick -> tickStyle().width(Numbers.shown(tick)))
                .max()
                .orElse(0);
        return new ChartFrame(Math.ceil(NAME + labels + TICK + 4), width, vertical);
    }

    private static TextStyle tickStyle() {
        return TextStyle.label(Anchor.END);
    }

    double top() {
        return vertical.to();
    }

    double bottom() {
        return vertical.from();
    }

    double right() {
        return left + width;
    }

    /** Grid lines, ticks, the name of the measure; drawn before what is plotted. */
    void ground(Sketch sketch, String measure) {
        for (double tick : Ticks.between(vertical.low(), vertical.high())) {
            double y = vertical.at(tick);
            sketch.line(left, y, right(), y, Pen.solid(Ink.LINE, 1));
            sketch.text(left - TICK, y + 4, Numbers.shown(tick), tickStyle());
        }
        sketch.text(
                13,
                (top() + bottom()) / 2,
                measure,
                TextStyle.name(Anchor.MIDDLE).upward());
    }

    /** The lines that numbers start from; drawn after what is plotted. */
    void edges(Sketch sketch) {
        double zero = vertical.low() <= 0 && vertical.high() >= 0 ? vertical.at(0) : bottom();
        sketch.line(left, zero, right(), zero, Pen.solid(Ink.EDGE, 1));
        sketch.line(left, top(), left, bottom(), Pen.solid(Ink.EDGE, 1));
    }

    /** A line across, with its name and number at its right end, outside of what is plotted. */
    void across(Sketch sketch, Tick tick) {
        double y = vertical.at(tick.value());
        sketch.line(left, y, right(), y, new Pen(Ink.INK, 1.5, Dash.DASHED));
        sketch.text(right() + TICK, y + 4, words(tick), acrossStyle());
    }

    /** The room that the words of a line across need at the right. */
    static double roomFor(Optional<Tick> tick) {
        return TICK + 2 + tick.map(line -> acrossStyle().width(words(line))).orElse(0.0);
    }

    private static TextStyle acrossStyle() {
        return TextStyle.label(Anchor.START).in(Ink.INK);
    }

    private static String words(Tick tick) {
        return tick.label() + ": " + Numbers.shown(tick.value());
    }
}
