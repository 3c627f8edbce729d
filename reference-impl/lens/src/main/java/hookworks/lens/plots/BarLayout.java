package hookworks.lens.plots;

import hookworks.lens.plots.TextStyle.Anchor;
import java.util.stream.DoubleStream;

/** Draws bars in groups, from 0 upward or downward. */
final class BarLayout {
    private static final double LEAST_WIDTH = 360;
    private static final double MOST_WIDTH = 780;
    private static final double BAR = 30;
    private static final double LEAST_BAR = 3;
    private static final double GROUP_SHARE = 0.8;
    private static final double NAME = 22;

    private final BarChart chart;
    private final ChartFrame frame;
    private final double step;

    private BarLayout(BarChart chart) {
        this.chart = chart;
        int bars = chart.categoryCount() * chart.series().size();
        double wanted = Math.clamp(bars * BAR / GROUP_SHARE, LEAST_WIDTH, MOST_WIDTH);
        double width = Math.max(wanted, bars * LEAST_BAR / GROUP_SHARE);
        this.step = width / chart.categoryCount();
        DoubleStream values = chart.series().stream()
                .flatMap(series -> series.values().stream())
                .mapToDouble(Float::doubleValue);
        DoubleStream lines = DoubleStream.concat(
                DoubleStream.of(0), chart.threshold().stream().mapToDouble(Tick::value));
        this.frame = ChartFrame.of(0, width, DoubleStream.concat(lines, values));
    }

    static Scene of(BarChart chart) {
        return new BarLayout(chart).scene();
    }

    private Scene scene() {
        boolean many = chart.series().size() > 1;
        Scene legend = SeriesLook.legend(chart.series(), false);
        var places = new PlaceLabels(chart.categories(), chart.categoryCount(), step);
        var plotted = new Sketch();
        frame.ground(plotted, chart.measure());
        for (int category = 0; category < chart.categoryCount(); category++) {
            for (int series = 0; series < chart.series().size(); series++) {
                bar(plotted, category, series);
            }
        }
        chart.threshold().ifPresent(tick -> frame.across(plotted, tick));
        frame.edges(plotted);
        places.below(plotted, frame.left() + step / 2, frame.bottom());
        double bottom = frame.bottom() + places.depth() + NAME;
        plotted.text(
                frame.left() + frame.width() / 2, bottom - 5, chart.categories().name(), TextStyle.name(Anchor.MIDDLE));
        double top = many ? legend.height() + 8 : 8;
        var sketch = new Sketch().add(new Shape.Shifted(0, top, plotted.shapes()));
        if (many) {
            sketch.add(legend.at(frame.left(), 0));
        }
        double legendEnd = many ? frame.left() + legend.width() : 0;
        return sketch.scene(Math.max(frame.right() + ChartFrame.roomFor(chart.threshold()), legendEnd), top + bottom);
    }

    private void bar(Sketch sketch, int category, int index) {
        Series series = chart.series().get(index);
        float value = series.values().get(category);
        double width = Math.min(step * GROUP_SHARE / chart.series().size(), BAR);
        double group = width * chart.series().size();
        double left = frame.left() + (category + 0.5) * step - group / 2 + index * width;
        double end = frame.vertical().at(value);
        double zero = frame.vertical().at(0);
        double gap = width > 6 ? 1 : 0;
        var bar = new Sketch();
        SeriesLook.of(index).bar(bar, left, Math.min(zero, end), width - gap, Math.abs(end - zero));
        String words = "%s %s, %s: %s"
                .formatted(
                        chart.categories().name(),
                        chart.categories().label(category),
                        series.name(),
                        Numbers.shown(value));
        sketch.add(new Shape.Noted(words, bar.shapes()));
    }
}
