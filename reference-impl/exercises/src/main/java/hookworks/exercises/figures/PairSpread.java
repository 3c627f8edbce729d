package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import hookworks.lens.plots.HeatMap;
import java.util.Arrays;

/** How much the scores that each pair of components adds differ from cell to cell, over cells that no mask would hide. */
final class PairSpread {
    private final float[][] deviations;

    private PairSpread(float[][] deviations) {
        this.deviations = deviations;
    }

    /** Of {@code [query component, key component, query, key]}. */
    static PairSpread of(NDArray scores) {
        int rows = Math.toIntExact(scores.getShape().get(0));
        int columns = Math.toIntExact(scores.getShape().get(1));
        int length = Math.toIntExact(scores.getShape().get(2));
        float[] cells = scores.toFloatArray();
        var deviations = new float[rows][columns];
        for (int pair = 0; pair < rows * columns; pair++) {
            int start = pair * length * length;
            float[] map = Arrays.copyOfRange(cells, start, start + length * length);
            deviations[pair / columns][pair % columns] = deviation(map, length);
        }
        return new PairSpread(deviations);
    }

    private static float deviation(float[] map, int length) {
        double sum = 0;
        double squares = 0;
        for (int cell = 0; cell < map.length; cell++) {
            if (cell % length <= cell / length) {
                sum += map[cell];
                squares += (double) map[cell] * map[cell];
            }
        }
        double count = length * (length + 1) / 2.0;
        double mean = sum / count;
        return (float) Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    /** {@code [query component, key component]}. */
    float[][] deviations() {
        return deviations;
    }

    /** The pair whose scores differ most. */
    HeatMap.Cell strongest() {
        var strongest = new HeatMap.Cell(0, 0);
        for (int row = 0; row < deviations.length; row++) {
            for (int column = 0; column < deviations[row].length; column++) {
                if (deviations[row][column] > deviations[strongest.row()][strongest.column()]) {
                    strongest = new HeatMap.Cell(row, column);
                }
            }
        }
        return strongest;
    }

    /** Of {@code [query, key]}, with "no value" where the key comes after the query. */
    static float[][] lowerTriangle(NDArray scores) {
        int length = Math.toIntExact(scores.getShape().get(0));
        float[] cells = scores.toFloatArray();
        var lower = new float[length][length];
        for (int cell = 0; cell < cells.length; cell++) {
            boolean later = cell % length > cell / length;
            lower[cell / length][cell % length] = later ? Float.NaN : cells[cell];
        }
        return lower;
    }
}
