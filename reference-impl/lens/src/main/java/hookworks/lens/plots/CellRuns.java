package hookworks.lens.plots;

import hookworks.lens.plots.Shape.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Neighbours of one level in a row, joined: most of an attention pattern is one long run of nothing. */
final class CellRuns {
    /** So many cells of a row from {@code column} on. */
    record Run(int row, int column, int length) {}

    private CellRuns() {}

    /** The runs of each level, hatched ones first. */
    static SortedMap<Integer, List<Run>> of(Cells cells) {
        var runs = new TreeMap<Integer, List<Run>>();
        for (int row = 0; row < cells.levels().size(); row++) {
            List<Integer> levels = cells.levels().get(row);
            int start = 0;
            for (int column = 1; column <= levels.size(); column++) {
                if (column == levels.size() || !levels.get(column).equals(levels.get(start))) {
                    runs.computeIfAbsent(levels.get(start), level -> new ArrayList<>())
                            .add(new Run(row, start, column - start));
                    start = column;
                }
            }
        }
        return runs;
    }
}
