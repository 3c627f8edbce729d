package hookworks.lens.plots;

import hookworks.lens.plots.TextStyle.Anchor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws a histogram, and ticks where other numbers lie among its own. */
final class HistogramLayout {
    private static final double WIDTH = 640;
    private static final double BELOW = 44;

    private final Histogram plot;
    private final double[] edges;
    private final int[] counts;
    private final ChartFrame frame;
    private final NumberAxis across;

    private HistogramLayout(Histogram plot) {
        this.plot = plot;
        this.edges = plot.edges();
        this.counts = plot.counts();
        DoubleStream heights = Arrays.stream(counts).asDoubleStream();
        this.frame = ChartFrame.of(0, WIDTH, DoubleStream.concat(DoubleStream.of(0), heights));
        this.across = NumberAxis.around(
                DoubleStream.concat(
                        DoubleStream.of(edges[0], edges[plot.bins()]),
                        plot.ticks().stream().mapToDouble(Tick::value)),
                frame.left(),
                frame.right());
    }

    static Scene of(Histogram plot) {
        return new HistogramLayout(plot).scene();
    }

    private Scene scene() {
        var marks = new MarkLabels(
                plot.ticks(),
                plot.ticks().stream().map(tick -> across.at(tick.value())).toList());
        var plotted = new Sketch();
        frame.ground(plotted, "count");
        for (int bin = 0; bin < plot.bins(); bin++) {
            bar(plotted, bin);
        }
        marks.draw(plotted, frame.top(), frame.bottom());
        frame.edges(plotted);
        for (double tick : Ticks.between(across.low(), across.high())) {
            plotted.text(across.at(tick), frame.bottom() + 16, Numbers.shown(tick), TextStyle.label(Anchor.MIDDLE));
        }
        double bottom = frame.bottom() + BELOW;
        plotted.text(frame.left() + WIDTH / 2, bottom - 8, plot.measure(), TextStyle.name(Anchor.MIDDLE));
        double top = marks.height() + 8;
        return new Sketch().add(new Shape.Shifted(0, top, plotted.shapes())).scene(frame.right() + 20, top + bottom);
    }

    private void bar(Sketch sketch, int bin) {
        double left = across.at(edges[bin]);
        double width = across.at(edges[bin + 1]) - left;
        double top = frame.vertical().at(counts[bin]);
        double gap = width > 5 ? 1 : 0;
        String words = "%s to %s: %d".formatted(Numbers.shown(edges[bin]), Numbers.shown(edges[bin + 1]), counts[bin]);
        sketch.add(
                new Shape.Noted(words, List.of(new Shape.Box(left, top, width - gap, frame.bottom() - top, Ink.BLUE))));
    }
}
