package hookworks.lens.plots;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.plots.AttentionHeads.Masking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads tensors into plots. A tensor stays its owner's, and a plot keeps nothing of it but numbers. */
public final class TensorFigures {
    private TensorFigures() {}

    /**
     * The patterns of layer 0, 1 and so on.
     *
     * @param patterns each {@code [head, query, key]}, or with a batch axis of one before these
     */
    public static AttentionHeads attentionHeads(List<String> tokens, List<NDArray> patterns, Masking masking) {
        var layers = new ArrayList<float[][][]>();
        for (int layer = 0; layer < patterns.size(); layer++) {
            layers.add(cube("the pattern of layer " + layer, patterns.get(layer)));
        }
        return AttentionHeads.ofLayers(tokens, layers, masking);
    }

    /** A matrix, {@code [row, column]}; NaN is "no value". */
    public static HeatMap heatMap(NDArray matrix) {
        return HeatMap.of(matrix("the matrix", matrix));
    }

    /** A score for each head, {@code [layer, head]}. */
    public static HeatMap headScores(NDArray scores) {
        return NamedFigures.headScores(matrix("the scores", scores));
    }

    /** One of several matrices on one scale, {@code [row, column]}. */
    public static HeatMap.Facet facet(String name, NDArray matrix) {
        return new HeatMap.Facet(name, Values.withGaps(name, matrix(name, matrix)));
    }

    /** A vector, {@code [place]}. */
    public static Series series(String name, NDArray vector) {
        return Series.of(name, vector(name, vector));
    }

    /** Numbers of any shape; each counts once. */
    public static Histogram histogram(String measure, NDArray numbers, int bins) {
        return Histogram.of(measure, floats(numbers), bins);
    }

    /** A number for each token, {@code [position]}. */
    public static ColouredText colouredText(String measure, List<String> tokens, NDArray values) {
        return ColouredText.of(measure, tokens, vector(measure, values));
    }

    private static float[] vector(String name, NDArray tensor) {
        requireAxes(name, tensor.getShape(), 1);
        return floats(tensor);
    }

    private static float[][] matrix(String name, NDArray tensor) {
        requireAxes(name, tensor.getShape(), 2);
        return rows(floats(tensor), Math.toIntExact(tensor.getShape().get(0)));
    }

    private static float[][][] cube(String name, NDArray tensor) {
        Shape shape = tensor.getShape();
        boolean batched = shape.dimension() == 4 && shape.get(0) == 1;
        requireAxes(name, batched ? shape.slice(1) : shape, 3);
        Shape axes = batched ? shape.slice(1) : shape;
        int heads = Math.toIntExact(axes.get(0));
        return Arrays.stream(rows(floats(tensor), heads))
                .map(head -> rows(head, Math.toIntExact(axes.get(1))))
                .toArray(float[][][]::new);
    }

    private static void requireAxes(String name, Shape shape, int axes) {
        if (shape.dimension() != axes) {
            throw new IllegalArgumentException(
                    "%s must have %d axes, got shape %s; take one entry of a batch first".formatted(name, axes, shape));
        }
    }

    private static float[][] rows(float[] cells, int count) {
        int length = count == 0 ? 0 : cells.length / count;
        var rows = new float[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = Arrays.copyOfRange(cells, row * length, (row + 1) * length);
        }
        return rows;
    }

    private static float[] floats(NDArray tensor) {
        if (tensor.getDataType() == DataType.FLOAT32) {
            return tensor.toFloatArray();
        }
        try (NDArray floats = tensor.toType(DataType.FLOAT32, false)) {
            return floats.toFloatArray();
        }
    }
}
