package hookworks.lens.plots;

import hookworks.lens.plots.LineChart.Band;
import hookworks.lens.plots.Shape.Dot;
import hookworks.lens.plots.Shape.Path;
import hookworks.lens.plots.Shape.Point;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws a line chart. */
final class LineLayout {
    private static final double WIDTH = 640;
    private static final double NAME = 22;
    private static final int FEW = 60;

    private final LineChart chart;
    private final ChartFrame frame;
    private final double step;

    private LineLayout(LineChart chart) {
        this.chart = chart;
        DoubleStream values = chart.series().stream()
                .flatMap(series -> series.values().stream())
                .mapToDouble(Float::doubleValue);
        this.frame = ChartFrame.of(
                0, WIDTH, DoubleStream.concat(values, chart.reference().stream().mapToDouble(Tick::value)));
        this.step = WIDTH / chart.placeCount();
    }

    static Scene of(LineChart chart) {
        return new LineLayout(chart).scene();
    }

    private double x(double place) {
        return frame.left() + (place + 0.5) * step;
    }

    private Scene scene() {
        var marks = new MarkLabels(
                chart.marks(),
                chart.marks().stream().map(mark -> x(mark.value())).toList());
        var places = new PlaceLabels(chart.places(), chart.placeCount(), step);
        Scene legend = SeriesLook.legend(chart.series(), true);
        var plotted = new Sketch();
        IntStream.range(0, chart.bands().size()).forEach(index -> band(plotted, index));
        frame.ground(plotted, chart.measure());
        marks.draw(plotted, frame.top(), frame.bottom());
        IntStream.range(0, chart.series().size()).forEach(index -> plotted.add(line(index)));
        chart.reference().ifPresent(tick -> frame.across(plotted, tick));
        notes(plotted);
        frame.edges(plotted);
        places.below(plotted, x(0), frame.bottom());
        double bottom = frame.bottom() + places.depth() + NAME;
        plotted.text(frame.left() + WIDTH / 2, bottom - 5, chart.places().name(), TextStyle.name(Anchor.MIDDLE));
        double top = legend.height() + marks.height() + 6;
        return new Sketch()
                .add(legend.at(frame.left(), 0))
                .add(new Shape.Shifted(0, top, plotted.shapes()))
                .scene(
                        Math.max(frame.right() + ChartFrame.roomFor(chart.reference()), frame.left() + legend.width()),
                        top + bottom);
    }

    /** Neighbours differ, so that one can see where one ends. */
    private void band(Sketch sketch, int index) {
        Band band = chart.bands().get(index);
        Paint shade = index % 2 == 0 ? Ink.PANEL : new Paint.Level(Ramp.SEQUENTIAL, 5);
        double left = x(band.first() - 0.5);
        double right = x(band.last() + 0.5);
        sketch.add(new Shape.Box(left, frame.top(), right - left, frame.bottom() - frame.top(), shade));
        sketch.text((left + right) / 2, frame.bottom() - 8, band.label(), TextStyle.label(Anchor.MIDDLE));
    }

    private Shape line(int index) {
        Series series = chart.series().get(index);
        List<Point> points = IntStream.range(0, series.values().size())
                .mapToObj(place -> point(series, place))
                .toList();
        return new Path(List.of(points), SeriesLook.of(index).pen());
    }

    private Point point(Series series, int place) {
        return new Point(x(place), frame.vertical().at(series.values().get(place)));
    }

    /** Points to hover; they can be seen where there are few, and where a line of one point would show nothing. */
    private void notes(Sketch sketch) {
        for (int index = 0; index < chart.series().size(); index++) {
            Series series = chart.series().get(index);
            for (int place = 0; place < series.values().size(); place++) {
                Point at = point(series, place);
                double radius = chart.placeCount() <= FEW ? 3 : 1.2;
                String words = "%s, %s %s: %s"
                        .formatted(
                                series.name(),
                                chart.places().name(),
                                chart.places().label(place),
                                Numbers.shown(series.values().get(place)));
                sketch.add(new Shape.Noted(
                        words,
                        List.of(new Dot(
                                at.x(), at.y(), radius, SeriesLook.of(index).ink()))));
            }
        }
    }
}
