package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Cells;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.TextStyle.Anchor;

/** A matrix of cells with labels at its left and below it, and the names of both axes. */
record MatrixPanel(Cells cells, Axis rows, Axis columns) {
    private static final double NAME = 20;

    private PlaceLabels rowLabels() {
        return new PlaceLabels(rows, cells.levels().size(), cells.cellHeight());
    }

    private PlaceLabels columnLabels() {
        return new PlaceLabels(columns, cells.levels().getFirst().size(), cells.cellWidth());
    }

    /** Where the cells begin. */
    double left() {
        return Math.ceil(NAME + rowLabels().width());
    }

    double width() {
        return left() + Math.max(cells.width(), TextStyle.name(Anchor.MIDDLE).width(columns.name()) - left()) + 2;
    }

    double height() {
        return cells.height() + columnLabels().depth() + NAME + 2;
    }

    /** The cells at {@link #left()}, 1 below the top. */
    Scene scene(int facet) {
        double left = left();
        var sketch = new Sketch();
        sketch.add(new Cells(left, 1, cells.cellWidth(), cells.cellHeight(), cells.levels(), cells.ramp()));
        sketch.add(new Shape.Outline(left, 1, cells.width(), cells.height(), Pen.solid(Ink.EDGE, 1)));
        sketch.add(new Shape.Sensor(left, 1, cells.width(), cells.height(), facet));
        rowLabels().leftOf(sketch, left, 1 + cells.cellHeight() / 2);
        columnLabels().below(sketch, left + cells.cellWidth() / 2, 1 + cells.height());
        sketch.text(
                13,
                1 + cells.height() / 2,
                rows.name(),
                TextStyle.name(Anchor.MIDDLE).upward());
        sketch.text(left + cells.width() / 2, height() - 5, columns.name(), TextStyle.name(Anchor.MIDDLE));
        return sketch.scene(width(), height());
    }
}
