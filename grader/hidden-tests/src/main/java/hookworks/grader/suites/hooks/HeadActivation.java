package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Scenarios;
import java.util.Arrays;

/** Values or {@code z} of one layer, {@code [batch, pos, head, d_head]}, read out into Java. Not changed once made. */
final class HeadActivation {
    private final Shape shape;
    private final int batch;
    private final int length;
    private final int heads;
    private final int width;
    private final float[] cells;

    /** A cell's number, from where it lies. */
    @FunctionalInterface
    interface Cell {
        double at(int row, int pos, int head, int channel);
    }

    private HeadActivation(Shape shape, float[] cells) {
        this.shape = shape;
        this.batch = Math.toIntExact(shape.get(0));
        this.length = Math.toIntExact(shape.get(1));
        this.heads = Math.toIntExact(shape.get(2));
        this.width = Math.toIntExact(shape.get(3));
        this.cells = cells;
    }

    static HeadActivation of(NDArray activation) {
        return new HeadActivation(activation.getShape(), activation.toFloatArray());
    }

    /** With a mean of its own for each channel of each head, so that every average is far from 0 and from the others. */
    static HeadActivation drawn(Scenarios scenarios, int batch, int length, int heads, int width) {
        float[] means = scenarios.normal(2, (long) heads * width).toFloatArray();
        float[] rows = scenarios.normal(1, (long) batch * heads * width).toFloatArray();
        float[] cells =
                scenarios.normal(1, (long) batch * length * heads * width).toFloatArray();
        for (int i = 0; i < cells.length; i++) {
            int inHeads = i % (heads * width);
            int row = i / (length * heads * width);
            cells[i] += means[inHeads] + rows[row * heads * width + inHeads];
        }
        return new HeadActivation(new Shape(batch, length, heads, width), cells);
    }

    int batch() {
        return batch;
    }

    int length() {
        return length;
    }

    int heads() {
        return heads;
    }

    int width() {
        return width;
    }

    float at(int row, int pos, int head, int channel) {
        return cells[((row * length + pos) * heads + head) * width + channel];
    }

    /** With other numbers. */
    HeadActivation changed(Cell cell) {
        float[] changed = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int place = i / width;
            changed[i] = (float) cell.at(place / heads / length, place / heads % length, place % heads, i % width);
        }
        return new HeadActivation(shape, changed);
    }

    HeadActivation zeroed(int head) {
        return changed((row, pos, each, channel) -> each == head ? 0 : at(row, pos, each, channel));
    }

    HeadActivation meaned(int head) {
        double[] mean = mean(head, 0, batch);
        return changed((row, pos, each, channel) -> each == head ? mean[channel] : at(row, pos, each, channel));
    }

    /** A head's mean over positions, and over the rows from {@code from} up to {@code to}, by channel. */
    double[] mean(int head, int from, int to) {
        double[] mean = new double[width];
        for (int row = from; row < to; row++) {
            for (int pos = 0; pos < length; pos++) {
                for (int channel = 0; channel < width; channel++) {
                    mean[channel] += at(row, pos, head, channel) / ((double) (to - from) * length);
                }
            }
        }
        return mean;
    }

    /** A head's vectors alone, {@code [batch, pos, d_head]}. */
    NDArray alone(NDManager manager, int head) {
        float[] vectors = new float[batch * length * width];
        for (int place = 0; place < batch * length; place++) {
            int start = (place * heads + head) * width;
            System.arraycopy(cells, start, vectors, place * width, width);
        }
        return manager.create(vectors, new Shape(batch, length, width));
    }

    boolean isLike(HeadActivation other) {
        return Arrays.equals(cells, other.cells);
    }

    NDArray tensor(NDManager manager) {
        return manager.create(cells, shape);
    }
}
