package hookworks.lens.plots;

import hookworks.lens.plots.HeatMap.Facet;
import hookworks.lens.plots.Shape.Cells;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.Shape.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Draws a heat map: facets side by side while there is room, numbers in cells where they fit, one legend. */
final class HeatMapLayout {
    private static final double WIDEST = 640;
    private static final double TALLEST = 600;
    private static final double LEAST = 3.2;
    private static final double MOST_WIDTH = 44;
    private static final double MOST_HEIGHT = 26;
    private static final double ROW_OF_FACETS = 920;
    private static final double GAP = 24;
    private static final double NUMBER = 10.5;
    private static final double LEAST_WITH_SIGN = 7;

    private final HeatMap map;
    private final Ramp ramp;
    private final double cellWidth;
    private final double cellHeight;

    private HeatMapLayout(HeatMap map) {
        this.map = map;
        this.ramp = Ramp.of(map.scale());
        int share = Math.min(map.facets().size(), 3);
        double width = Math.clamp(WIDEST / share / map.columnCount(), LEAST, MOST_WIDTH);
        double height = Math.clamp(TALLEST / map.rowCount(), LEAST, MOST_HEIGHT);
        boolean square = map.rowCount() == map.columnCount() && width < NUMBER * 3;
        this.cellWidth = square ? Math.min(width, height) : width;
        this.cellHeight = square ? Math.min(width, height) : height;
    }

    static Scene of(HeatMap map) {
        return new HeatMapLayout(map).scene();
    }

    private Scene scene() {
        var sketch = new Sketch();
        double x = 0;
        double y = 0;
        double right = 0;
        double bottom = 0;
        for (int i = 0; i < map.facets().size(); i++) {
            Scene facet = facet(i);
            if (x > 0 && x + facet.width() > ROW_OF_FACETS) {
                x = 0;
                y = bottom + GAP;
            }
            sketch.add(facet.at(x, y));
            x += facet.width() + GAP;
            right = Math.max(right, x - GAP);
            bottom = Math.max(bottom, y + facet.height());
        }
        Scene legend = legend();
        sketch.add(legend.at(0, bottom + 14));
        return sketch.scene(Math.max(right, legend.width()), bottom + 14 + legend.height());
    }

    private Scene legend() {
        return ScaleLegend.of(
                        map.scale(),
                        map.facets().stream()
                                .flatMapToDouble(facet -> facet.values().present()),
                        map.hasGaps() ? "no value" : "")
                .scene();
    }

    private Scene facet(int index) {
        Facet facet = map.facets().get(index);
        var cells = new Cells(0, 0, cellWidth, cellHeight, levels(facet.values(), map.scale()), ramp);
        var panel = new MatrixPanel(cells, map.rows(), map.columns());
        double top = facet.name().isBlank() ? 0 : 20;
        var sketch = new Sketch();
        if (top > 0) {
            sketch.text(panel.left(), 13, facet.name(), TextStyle.heading());
        }
        sketch.add(panel.scene(index).at(0, top));
        double name = panel.left() + TextStyle.heading().width(facet.name());
        sketch.add(new Shape.Shifted(panel.left(), top + 1, inside(facet.values())));
        return sketch.scene(Math.max(panel.width(), name), top + panel.height());
    }

    static List<List<Integer>> levels(Values values, ColourScale scale) {
        return IntStream.range(0, values.rowCount())
                .mapToObj(row -> IntStream.range(0, values.columnCount())
                        .mapToObj(column -> values.at(row, column))
                        .map(value -> Float.isNaN(value) ? -1 : scale.level(value))
                        .toList())
                .toList();
    }

    /** What stands in the cells. */
    private List<Shape> inside(Values values) {
        var sketch = new Sketch();
        if (numbersFit(values)) {
            numbers(sketch, values);
        } else if (ramp == Ramp.DIVERGING && Math.min(cellWidth, cellHeight) >= LEAST_WITH_SIGN) {
            signs(sketch, values);
        }
        for (HeatMap.Cell cell : map.outlined()) {
            sketch.add(new Shape.Outline(
                    cell.column() * cellWidth,
                    cell.row() * cellHeight,
                    cellWidth,
                    cellHeight,
                    Pen.solid(Ink.INK, Math.min(2, cellWidth / 4))));
        }
        return sketch.shapes();
    }

    private static TextStyle numberStyle() {
        return new TextStyle(NUMBER, TextStyle.Face.SANS, TextStyle.Anchor.MIDDLE, Ink.INK, false);
    }

    private boolean numbersFit(Values values) {
        double widest = values.present()
                .mapToObj(Numbers::twoDecimals)
                .mapToDouble(numberStyle()::width)
                .max()
                .orElse(0);
        return widest + 3 <= cellWidth && NUMBER + 3 <= cellHeight;
    }

    private void numbers(Sketch sketch, Values values) {
        for (int row = 0; row < values.rowCount(); row++) {
            for (int column = 0; column < values.columnCount(); column++) {
                float value = values.at(row, column);
                if (!Float.isNaN(value)) {
                    sketch.text(
                            (column + 0.5) * cellWidth,
                            (row + 0.5) * cellHeight + NUMBER * 0.35,
                            Numbers.twoDecimals(value),
                            numberStyle().in(on(value)));
                }
            }
        }
    }

    private Paint.OnLevel on(float value) {
        return new Paint.OnLevel(new Paint.Level(ramp, map.scale().level(value)));
    }

    /** A minus sign where there is no room for a number, so that the sign does not rest on the hue alone. */
    private void signs(Sketch sketch, Values values) {
        var dashes = new TreeMap<String, List<List<Point>>>();
        var pens = new TreeMap<String, Pen>();
        double half = Math.min(Math.min(cellWidth, cellHeight) / 4, 4);
        for (int row = 0; row < values.rowCount(); row++) {
            for (int column = 0; column < values.columnCount(); column++) {
                float value = values.at(row, column);
                if (!Float.isNaN(value) && map.scale().level(value) < ramp.neutral()) {
                    double x = (column + 0.5) * cellWidth;
                    double y = (row + 0.5) * cellHeight;
                    Paint.OnLevel paint = on(value);
                    pens.put(paint.property(), Pen.solid(paint, 1));
                    dashes.computeIfAbsent(paint.property(), name -> new ArrayList<>())
                            .add(List.of(new Point(x - half, y), new Point(x + half, y)));
                }
            }
        }
        pens.forEach((name, pen) -> sketch.add(new Shape.Path(dashes.getOrDefault(name, List.of()), pen)));
    }
}
