package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The composition score of each matrix of one stack with each of another, and what it would be after each mistake that is
 * recognised. Worked out in plain loops, without a product that is larger than a factor.
 */
final class CompositionTable {
    private final NDManager manager;
    private final Shape leadingOfWriters;
    private final Shape leadingOfReaders;
    private final List<ThinProduct> writers;
    private final List<ThinProduct> readers;

    /** A number for each pair, by their places in the stacks. */
    @FunctionalInterface
    private interface OfPair {
        double of(int writer, int reader);
    }

    CompositionTable(NDManager manager, FactoredMatrix writers, FactoredMatrix readers) {
        this.manager = manager;
        this.leadingOfWriters = leading(writers);
        this.leadingOfReaders = leading(readers);
        this.writers = ThinProduct.each(writers);
        this.readers = ThinProduct.each(readers);
    }

    private static Shape leading(FactoredMatrix stack) {
        return stack.shape().slice(0, stack.ndim() - 2);
    }

    /** {@code [*writers, *readers]}. */
    NDArray right() {
        return tensor(this::score);
    }

    private double score(int writer, int reader) {
        return relative(
                writer, reader, writers.get(writer).norm() * readers.get(reader).norm());
    }

    private double relative(int writer, int reader, double size) {
        return size == 0 ? 0 : joint(writer, reader) / size;
    }

    private double joint(int writer, int reader) {
        return writers.get(writer).times(readers.get(reader)).norm();
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addShapes(mistakes);
        double ofWriters = overall(writers);
        double ofReaders = overall(readers);
        mistakes.add(dividing(Misconception.JOINT_NORM, (writer, reader) -> ofWriters * ofReaders));
        mistakes.add(dividing(
                Misconception.JOINT_NORM,
                (writer, reader) -> writers.get(writer).norm() * ofReaders));
        mistakes.add(dividing(
                Misconception.JOINT_NORM,
                (writer, reader) -> ofWriters * readers.get(reader).norm()));
        mistakes.add(dividing(
                Misconception.NORMS_OF_FACTORS,
                (writer, reader) -> writers.get(writer).normsOfFactors()
                        * readers.get(reader).normsOfFactors()));
        return mistakes;
    }

    private Mistake dividing(Misconception misconception, OfPair size) {
        return new Mistake(
                misconception, tensor((writer, reader) -> relative(writer, reader, size.of(writer, reader))));
    }

    private void addShapes(List<Mistake> mistakes) {
        NDArray right = right();
        NDArray table = right.reshape(writers.size(), readers.size());
        if (leadingOfWriters.dimension() != 1 || leadingOfReaders.dimension() != 1) {
            mistakes.add(new Mistake(Misconception.LEADING_AXES_LOST, table));
            mistakes.add(new Mistake(Misconception.LEADING_AXES_LOST, right.flatten()));
        }
        mistakes.add(new Mistake(
                Misconception.AXIS_SWAPPED, table.transpose().reshape(leadingOfReaders.addAll(leadingOfWriters))));
        if (leadingOfWriters.equals(leadingOfReaders)) {
            var pairs = new float[writers.size()];
            for (int each = 0; each < pairs.length; each++) {
                pairs[each] = (float) score(each, each);
            }
            mistakes.add(new Mistake(Misconception.PAIRED_OFF, manager.create(pairs, leadingOfWriters)));
        }
    }

    private static double overall(List<ThinProduct> matrices) {
        return Math.sqrt(matrices.stream()
                .mapToDouble(matrix -> matrix.norm() * matrix.norm())
                .sum());
    }

    private NDArray tensor(OfPair numbers) {
        var cells = new float[writers.size() * readers.size()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (float) numbers.of(cell / readers.size(), cell % readers.size());
        }
        return manager.create(cells, leadingOfWriters.addAll(leadingOfReaders));
    }
}
