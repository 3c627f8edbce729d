package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What some tokens have to do with each other in a circuit, cell by cell, and what a sample would be after each mistake
 * that is recognised. Worked out in plain loops, also where the circuit is too large to be made.
 */
final class CircuitCells {
    /** A product of so many rows and columns may be made, to recognise who made it. */
    private static final int SMALL = 100;

    private final NDManager manager;
    private final ThinMatrix left;
    private final ThinMatrix right;
    private final int[] indices;

    /** The manager owns the tensors that are made. */
    CircuitCells(NDManager manager, FactoredMatrix circuit, long... indices) {
        this.manager = manager;
        this.left = ThinMatrix.standing(circuit.a());
        this.right = ThinMatrix.lying(circuit.b());
        this.indices = IntStream.range(0, indices.length)
                .map(place -> Math.toIntExact(indices[place]))
                .toArray();
    }

    /** {@code [n, n]}. */
    NDArray right() {
        return cells(indices, indices);
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(new Mistake(Misconception.OV_TRANSPOSED, right().transpose()));
        int[] sorted = IntStream.of(indices).sorted().toArray();
        int[] distinct = IntStream.of(indices).distinct().toArray();
        int[] first =
                IntStream.range(0, Math.min(indices.length, left.height())).toArray();
        for (int[] others :
                List.of(sorted, distinct, IntStream.of(sorted).distinct().toArray(), first)) {
            mistakes.add(new Mistake(Misconception.OTHER_INDICES, cells(others, others)));
        }
        mistakes.add(new Mistake(Misconception.ONE_SIDE_SAMPLED, diagonal()));
        if (left.height() <= SMALL) {
            int[] all = IntStream.range(0, left.height()).toArray();
            mistakes.add(new Mistake(Misconception.ONE_SIDE_SAMPLED, cells(indices, all)));
            mistakes.add(new Mistake(Misconception.ONE_SIDE_SAMPLED, cells(all, indices)));
        }
        return mistakes;
    }

    /** {@code [n]}. */
    private NDArray diagonal() {
        return WeightMatrix.filled(1, indices.length, (row, place) -> cell(indices[place], indices[place]))
                .tensor(manager, indices.length);
    }

    private NDArray cells(int[] rows, int[] columns) {
        return WeightMatrix.filled(rows.length, columns.length, (row, column) -> cell(rows[row], columns[column]))
                .tensor(manager, rows.length, columns.length);
    }

    private double cell(int row, int column) {
        return left.meets(row, right, column);
    }
}
