package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A tensor {@code [batch, pos, head, d_head]}, read out into Java. */
final class Vectors {
    private final Shape shape;
    private final float[] values;

    private Vectors(Shape shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    static Vectors of(NDArray tensor) {
        return new Vectors(tensor.getShape(), tensor.toFloatArray());
    }

    int batch() {
        return size(0);
    }

    int length() {
        return size(1);
    }

    int heads() {
        return size(2);
    }

    int width() {
        return size(3);
    }

    /** This position's vector times another one's of the same row and head. */
    double product(int row, int position, int head, Vectors others, int other) {
        double sum = 0;
        for (int i = 0; i < width(); i++) {
            sum += (double) value(row, position, head, i) * others.value(row, other, head, i);
        }
        return sum;
    }

    private float value(int row, int position, int head, int i) {
        return values[((row * length() + position) * heads() + head) * width() + i];
    }

    private int size(int axis) {
        return Math.toIntExact(shape.get(axis));
    }
}
