package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code batched-composition-scores}: random stacks, in which matrices differ in size a hundredfold. */
@ExerciseTest(value = "batched-composition-scores", mutants = BatchedCompositionScoresMutants.class)
public final class BatchedCompositionScoresTest {
    private static final int SHORT = 64;

    @Test
    @Order(1)
    @DisplayName("scores each matrix of the first stack with each of the second, [*first, *second]")
    void eachWithEach(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 13, 4, 9, 3), drawn(scenarios, 9, 3, 17, 5));
        judge(student, scenarios, drawn(scenarios, 7, 2, 11, 5), drawn(scenarios, 11, 4, 8, 3));
    }

    @Test
    @Order(2)
    @DisplayName("keeps the leading axes of both stacks as they are, several on either side")
    void severalAxes(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 13, 4, 9, 2, 3), drawn(scenarios, 9, 3, 12, 4));
        judge(student, scenarios, drawn(scenarios, 8, 2, 10, 4), drawn(scenarios, 10, 3, 7, 2, 5));
        judge(student, scenarios, drawn(scenarios, 8, 2, 10, 3, 2), drawn(scenarios, 10, 3, 7, 2, 2));
    }

    @Test
    @Order(3)
    @DisplayName("adds no axis where there is none: of two plain matrices there is one score")
    void noAxes(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 6, 3, 9), drawn(scenarios, 9, 2, 11, 4));
        judge(student, scenarios, drawn(scenarios, 6, 3, 9, 2, 4), drawn(scenarios, 9, 2, 11));
        judge(student, scenarios, drawn(scenarios, 6, 3, 9), drawn(scenarios, 9, 2, 11));
    }

    @Test
    @Order(4)
    @DisplayName("tells all axes apart where each is 4 long, and pairs nothing off")
    void equalSizes(ReverseEngineering student, Scenarios scenarios) {
        judge(student, scenarios, drawn(scenarios, 4, 4, 4, 4), drawn(scenarios, 4, 4, 4, 4));
        judge(student, scenarios, drawn(scenarios, 5, 2, 5, 2, 3), drawn(scenarios, 5, 2, 5, 2, 3));
    }

    @Test
    @Order(5)
    @DisplayName("gives 1 along one shared direction, 0 where nothing is read of what is written, and 0 for zeros")
    void extremes(ReverseEngineering student, Scenarios scenarios) {
        FactoredMatrix writers = drawn(scenarios, 9, 1, 6, 3);
        FactoredMatrix readers = drawn(scenarios, 6, 1, 7, 4);
        NDArray direction = writers.b(); // [3, 1, 6]
        direction.set(new NDIndex("0, :, 3:"), 0);
        readers.a().set(new NDIndex("0, :3"), 0); // reads nothing of what writer 0 writes
        readers.a().set(new NDIndex("1"), direction.get("1").transpose().mul(3)); // reads just what writer 1 writes
        readers.a().set(new NDIndex("3"), 0);
        writers.a().set(new NDIndex("2"), 0);

        judge(student, scenarios, writers, readers);
    }

    @Test
    @Order(6)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(ReverseEngineering student, Scenarios scenarios) {
        FactoredMatrix writers = drawn(scenarios, 13, 4, 9, 3);
        FactoredMatrix readers = drawn(scenarios, 9, 3, 17, 5);

        judge(student, scenarios, writers, readers);
        judge(student, scenarios, drawn(scenarios, 13, 4, 9, 3), readers);
        judge(student, scenarios, drawn(scenarios, 5, 2, 8, 2), drawn(scenarios, 8, 3, 6, 2));
        judge(student, scenarios, writers, readers);
    }

    @Test
    @Order(7)
    @DisplayName("multiplies nothing out: not for matrices of a million rows and columns, of rank 2 and 1")
    void tall(ReverseEngineering student, Scenarios scenarios) {
        NDArray shared = TallFactors.drawn(scenarios, SHORT, 2);
        NDArray read = shared.get(":, :1").add(TallFactors.drawn(scenarios, SHORT, 1));
        var writer = FactoredMatrix.of(TallFactors.drawn(scenarios, SHORT, 2), shared.transpose());
        var reader =
                FactoredMatrix.of(read, TallFactors.drawn(scenarios, SHORT, 1).transpose());
        var expected = new CompositionTable(scenarios.manager(), writer, reader);

        // what is repeated in all factors alike is in the norms as often above as below
        judge(student, repeated(writer), repeated(reader), expected.right(), List::of);
    }

    private static FactoredMatrix repeated(FactoredMatrix matrix) {
        long times = TallFactors.TALLEST / SHORT;
        return FactoredMatrix.of(
                matrix.a().tile(new long[] {times, 1}), matrix.b().tile(new long[] {1, times}));
    }

    /** {@code [*leading, rows, columns]} of rank {@code width}; each matrix is of a size of its own, from 0.1 to 10. */
    private static FactoredMatrix drawn(Scenarios scenarios, long rows, long width, long columns, long... leading) {
        var stack = new Shape(leading);
        NDArray left = scenarios.normal(1, stack.add(rows).add(width).getShape());
        NDArray right = scenarios.normal(1, stack.add(width).add(columns).getShape());
        NDArray sizes = scenarios
                .manager()
                .create(sizes(scenarios, stack.size()), stack.add(1).add(1));
        return FactoredMatrix.of(left.mul(sizes), right);
    }

    private static float[] sizes(Scenarios scenarios, long count) {
        var sizes = new float[Math.toIntExact(count)];
        for (int each = 0; each < sizes.length; each++) {
            sizes[each] = (float) Math.pow(10, scenarios.random().nextDouble(-1, 1));
        }
        return sizes;
    }

    private static void judge(
            ReverseEngineering student, Scenarios scenarios, FactoredMatrix writers, FactoredMatrix readers) {
        var expected = new CompositionTable(scenarios.manager(), writers, readers);
        judge(student, writers, readers, expected.right(), expected::mistakes);
    }

    private static void judge(
            ReverseEngineering student,
            FactoredMatrix writers,
            FactoredMatrix readers,
            NDArray expected,
            Supplier<List<Mistake>> mistakes) {
        @Nullable NDArray answer = TallFactors.asked(() -> student.batchedCompositionScores(writers, readers));

        TensorAnswer.named("the scores", answer, axes(writers, readers))
                .mustEqual(expected, Tolerance.FLOAT32_SUM, mistakes);
    }

    private static String[] axes(FactoredMatrix writers, FactoredMatrix readers) {
        var names = new ArrayList<String>();
        addAxes(names, "first", writers.ndim() - 2);
        addAxes(names, "second", readers.ndim() - 2);
        return names.toArray(String[]::new);
    }

    private static void addAxes(List<String> names, String stack, int count) {
        for (int axis = 0; axis < count; axis++) {
            names.add(count == 1 ? stack : "axis %d of the %s".formatted(axis, stack));
        }
    }
}
