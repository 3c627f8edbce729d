package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Dash;
import hookworks.lens.plots.Shape.Pen;
import hookworks.lens.plots.TextStyle.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Vertical lines with names above the frame, each in the first row that is free. In a crowd the names beyond the last
 * row are left out; the lines stay, and the table has them all.
 */
final class MarkLabels {
    private static final int MOST_ROWS = 4;
    private static final double ROW = 15;

    private record Placed(double x, String words, int row) {}

    private final List<Placed> placed = new ArrayList<>();

    /** @param at where a line stands, for each mark */
    MarkLabels(List<Tick> marks, List<Double> at) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < marks.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(at::get));
        var ends = new ArrayList<Double>();
        for (int i : order) {
            String words = marks.get(i).label();
            double half = style().width(words) / 2;
            int row = 0;
            while (row < ends.size() && ends.get(row) > at.get(i) - half) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, at.get(i) + half + 8);
            placed.add(new Placed(at.get(i), words, row));
        }
    }

    private static TextStyle style() {
        return TextStyle.label(Anchor.MIDDLE).in(Ink.INK);
    }

    /** How much room the names need above the frame. */
    double height() {
        int rows = placed.stream().mapToInt(Placed::row).max().orElse(-1) + 1;
        return rows == 0 ? 0 : Math.min(rows, MOST_ROWS) * ROW + 4;
    }

    /** Lines from the frame's bottom up to their names. */
    void draw(Sketch sketch, double top, double bottom) {
        for (Placed mark : placed) {
            double reach = top - Math.min(mark.row(), MOST_ROWS - 1) * ROW;
            sketch.line(mark.x(), bottom, mark.x(), reach, new Pen(Ink.INK, 1.2, Dash.DOTTED));
            if (mark.row() < MOST_ROWS) {
                sketch.text(mark.x(), reach - 4, mark.words(), style());
            }
        }
    }
}
