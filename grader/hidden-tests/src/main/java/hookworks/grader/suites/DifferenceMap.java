package hookworks.grader.suites;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far a tensor is from the right one, small enough to be sent and drawn: the slice over the last two axes in which
 * the first difference lies, a level for each cell or for each block of cells. It tells sizes of differences, never an
 * expected value.
 *
 * @param place where the slice lies on the axes before, such as {@code batch 0, head 2}; empty where there are none
 * @param down the axis whose cells go from top to bottom; of length 1 and without a name where the tensor has one axis
 * @param across the axis whose cells go from left to right
 * @param largest the largest difference in the slice, as a student would write it
 * @param levels one text for each line of cells, top first, in it a digit for each cell: 0 where all agree, else 1 to 9
 *     in ninths of the largest difference, rounded up
 */
public record DifferenceMap(String place, Axis down, Axis across, String largest, List<String> levels) {
    private static final int MOST_CELLS = 24;

    public DifferenceMap {
        levels = List.copyOf(levels);
    }

    /**
     * One direction of the map.
     *
     * @param name what it counts, such as {@code query}
     * @param length how many positions the tensor has on it
     * @param perCell how many of them one cell of the map stands for; the last cell may stand for fewer
     */
    public record Axis(String name, int length, int perCell) {
        private static Axis of(String name, long length) {
            return new Axis(name, Math.toIntExact(length), Math.toIntExact(Math.ceilDiv(length, MOST_CELLS)));
        }

        private int cells() {
            return Math.ceilDiv(length, perCell);
        }

        private String inWords(String direction) {
            return perCell == 1
                    ? "%s %s".formatted(name, direction)
                    : "%s %s, %d to a cell".formatted(name, direction, perCell);
        }
    }

    /** What is drawn, such as {@code differences at head 2: query down, key across}. */
    public String caption() {
        String where = place.isEmpty() ? "" : " at " + place;
        String rows = down.name().isEmpty() ? "" : down.inWords("down") + ", ";
        return "differences%s: %s%s".formatted(where, rows, across.inWords("across"));
    }

    /**
     * Maps the slice of a difference.
     *
     * @param axes the names of the tensors' axes
     * @param first the first cell that differs
     * @return nothing where the tensors have no axis
     */
    static Optional<DifferenceMap> of(Cells right, Cells answered, Tolerance tolerance, List<String> axes, int first) {
        int rank = axes.size();
        if (rank == 0) {
            return Optional.empty();
        }
        Shape shape = right.shape();
        Axis down = rank == 1 ? Axis.of("", 1) : Axis.of(axes.get(rank - 2), shape.get(rank - 2));
        Axis across = Axis.of(axes.get(rank - 1), shape.get(rank - 1));
        int slice = down.length() * across.length();
        int start = first - first % slice;
        double[] differences = IntStream.range(start, start + slice)
                .mapToDouble(cell -> right.difference(answered, cell, tolerance))
                .toArray();
        double largest = Arrays.stream(differences).max().orElseThrow();
        String place = rank <= 2 ? "" : right.place(first, axes, rank - 2);
        return Optional.of(new DifferenceMap(
                place, down, across, figure(largest), levels(blocks(differences, down, across), across, largest)));
    }

    /** The largest difference of each block of cells. */
    private static double[] blocks(double[] differences, Axis down, Axis across) {
        var blocks = new double[down.cells() * across.cells()];
        for (int row = 0; row < down.length(); row++) {
            for (int column = 0; column < across.length(); column++) {
                int block = row / down.perCell() * across.cells() + column / across.perCell();
                blocks[block] = Math.max(blocks[block], differences[row * across.length() + column]);
            }
        }
        return blocks;
    }

    private static List<String> levels(double[] blocks, Axis across, double largest) {
        var levels = new ArrayList<String>();
        for (int start = 0; start < blocks.length; start += across.cells()) {
            var line = new StringBuilder();
            for (int block = start; block < start + across.cells(); block++) {
                line.append(level(blocks[block], largest));
            }
            levels.add(line.toString());
        }
        return levels;
    }

    private static int level(double difference, double largest) {
        if (difference == 0) {
            return 0;
        }
        return difference == largest ? 9 : Math.max(1, (int) Math.ceil(9 * difference / largest));
    }

    private static String figure(double difference) {
        return Double.isInfinite(difference) ? "infinite" : String.format(Locale.ROOT, "%.4g", difference);
    }
}
