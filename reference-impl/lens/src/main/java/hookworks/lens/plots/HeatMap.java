package hookworks.lens.plots;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Matrices as colours, all on one scale. NaN stands for "no value" and is hatched.
 *
 * @param facets all of one shape, {@code [row, column]}
 * @param rows what the rows are
 * @param columns what the columns are
 * @param scale one for all facets
 * @param outlined cells to point out, in every facet
 */
public record HeatMap(List<Facet> facets, Axis rows, Axis columns, ColourScale scale, List<Cell> outlined)
        implements Plot {
    /**
     * One matrix.
     *
     * @param name what it is called; a single one needs no name
     * @param values {@code [row, column]}
     */
    public record Facet(String name, Values values) {}

    /**
     * A place in a matrix.
     *
     * @param row from 0, at the top
     * @param column from 0, at the left
     */
    public record Cell(int row, int column) {}

    public HeatMap {
        Checks.notEmpty("facets", facets);
        facets = List.copyOf(facets);
        outlined = List.copyOf(outlined);
        Values first = facets.getFirst().values();
        for (Facet facet : facets) {
            Values values = facet.values();
            if (values.rowCount() != first.rowCount() || values.columnCount() != first.columnCount()) {
                throw new IllegalArgumentException("facet '%s' is %d x %d, but the first one is %d x %d"
                        .formatted(
                                facet.name(),
                                values.rowCount(),
                                values.columnCount(),
                                first.rowCount(),
                                first.columnCount()));
            }
        }
        rows.require(first.rowCount());
        columns.require(first.columnCount());
        for (Cell cell : outlined) {
            if (Math.min(cell.row(), cell.column()) < 0
                    || cell.row() >= first.rowCount()
                    || cell.column() >= first.columnCount()) {
                throw new IllegalArgumentException("%s is outside of %d rows and %d columns"
                        .formatted(cell, first.rowCount(), first.columnCount()));
            }
        }
    }

    /** One matrix {@code [row, column]} on a sequential scale from 0 to its largest number. */
    public static HeatMap of(float[][] values) {
        return ofFacets(List.of(new Facet("", Values.withGaps("values", values))));
    }

    /** Several on one such scale. */
    public static HeatMap ofFacets(List<Facet> facets) {
        return new HeatMap(
                facets,
                Axis.counted("row"),
                Axis.counted("column"),
                ColourScale.sequentialOver(present(facets)),
                List.of());
    }

    /** Names the rows, and labels each or none. */
    public HeatMap withRows(Axis rows) {
        return new HeatMap(facets, rows, columns, scale, outlined);
    }

    /** Names the columns, and labels each or none. */
    public HeatMap withColumns(Axis columns) {
        return new HeatMap(facets, rows, columns, scale, outlined);
    }

    /** Another way from numbers to colours, for all facets. */
    public HeatMap withScale(ColourScale scale) {
        return new HeatMap(facets, rows, columns, scale, outlined);
    }

    /** For numbers with a sign: as far to both sides of 0 as the largest of them. */
    public HeatMap diverging() {
        return withScale(ColourScale.divergingOver(present(facets)));
    }

    /** Cells to point out, in every facet. */
    public HeatMap withOutlined(List<Cell> outlined) {
        return new HeatMap(facets, rows, columns, scale, outlined);
    }

    private static DoubleStream present(List<Facet> facets) {
        return facets.stream().flatMapToDouble(facet -> facet.values().present());
    }

    int rowCount() {
        return facets.getFirst().values().rowCount();
    }

    int columnCount() {
        return facets.getFirst().values().columnCount();
    }

    boolean hasGaps() {
        return facets.stream().anyMatch(facet -> facet.values().hasGaps());
    }

    @Override
    public String kind() {
        return "heat-map";
    }
}
