package hookworks.server.pages;

import hookworks.grader.suites.DifferenceMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A map of differences as squares, of side 1.
 *
 * @param caption what is drawn
 * @param largest the difference that the strongest square stands for
 * @param rows how many squares lie one below another
 * @param columns how many lie side by side
 * @param cells the squares where something differs
 */
public record DifferenceView(String caption, String largest, int rows, int columns, List<Cell> cells) {
    /** A square; {@code level} is 1 to 9. */
    public record Cell(int x, int y, int level) {}

    public static DifferenceView of(DifferenceMap map) {
        var cells = new ArrayList<Cell>();
        for (int y = 0; y < map.levels().size(); y++) {
            String line = map.levels().get(y);
            for (int x = 0; x < line.length(); x++) {
                int level = Character.digit(line.charAt(x), 10);
                if (level > 0) {
                    cells.add(new Cell(x, y, level));
                }
            }
        }
        return new DifferenceView(
                map.caption(),
                map.largest(),
                map.levels().size(),
                map.levels().getFirst().length(),
                List.copyOf(cells));
    }

    /** Rendered pixels across; small maps get large squares, up to a size at which they fit a phone. */
    public int width() {
        return columns * side();
    }

    public int height() {
        return rows * side();
    }

    private int side() {
        return Math.min(16, 288 / Math.max(rows, columns));
    }
}
