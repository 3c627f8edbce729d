package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import java.util.List;
import java.util.function.Supplier;

/** Factors of whole numbers, so that their sums are exact; the tallest ones have a product that no machine can hold. */
final class TallFactors {
    /** Squared, and 4 bytes each: 4 TiB, which an allocator refuses at once. */
    static final int TALLEST = 1 << 20;

    /** What libtorch, a JVM and a worker's limits say where there is no memory for what was asked. */
    private static final List<String> OUT_OF_MEMORY =
            List.of("you tried to allocate", "OutOfMemoryError", "limit on memory", "of memory allowed");

    private TallFactors() {}

    /** {@code [rows, columns]} of -2 to 2. */
    static NDArray drawn(Scenarios scenarios, int rows, int columns) {
        float[] cells = new float[rows * columns];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = scenarios.random().nextInt(5) - 2f;
        }
        return scenarios.manager().create(cells, new Shape(rows, columns));
    }

    /** Asks, and tells a subject that ran out of memory why it did. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            String said = String.valueOf(e.getMessage());
            if (OUT_OF_MEMORY.stream().noneMatch(said::contains)) {
                throw e;
            }
            throw new WrongAnswer(Misconception.MATERIALISED.sentence()
                    + "\nexpected an answer for %,d rows and columns, got no memory for what the code asked for"
                            .formatted(TALLEST));
        }
    }
}
