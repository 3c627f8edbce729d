package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.grader.suites.TensorAnswer;
import hookworks.grader.suites.Tolerance;
import hookworks.grader.suites.WrongAnswer;
import hookworks.lens.factored.FactoredMatrix;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit between tokens that the subject answered with, of a vocabulary so small that its product may be made.
 *
 * @param method that returned it
 * @param circuit null where it returned none
 * @param rows what its rows are, such as {@code query token}
 * @param columns what its columns are
 */
record CircuitAnswer(String method, @Nullable FactoredMatrix circuit, String rows, String columns) {

    /**
     * Compares every cell of the product.
     *
     * @param whose it is, as feedback names it
     * @param mistakes wrong answers that are recognised, likeliest first
     */
    void mustEqual(String whose, NDArray expected, Supplier<List<Mistake>> mistakes) {
        FactoredMatrix readable = mustBeReadable(expected.getShape());
        TensorAnswer.named("the circuit of " + whose, readable.ab(), rows, columns)
                .mustEqual(expected, Tolerance.FLOAT32_SUM, mistakes);
    }

    /** The product is never made where factors meet in {@code width}; a wider middle is this misconception. */
    void mustMeetInHeadWidth(long tokens, long width, Misconception wider) {
        mustMeetIn(tokens, width, "d_head", mdim -> wider);
    }

    /**
     * Requires factors that meet in a narrow axis.
     *
     * @param means what the right width is, as feedback says it
     * @param misconception of a wrong width
     */
    void mustMeetIn(long tokens, long width, String means, LongFunction<Misconception> misconception) {
        FactoredMatrix readable = mustBeReadable(new Shape(tokens, tokens));
        if (readable.mdim() != width) {
            throw new WrongAnswer(misconception.apply(readable.mdim()).sentence()
                    + "\nmdim of the circuit: expected %d, which is %s, got %d (its factors are %s and %s)"
                            .formatted(
                                    width,
                                    means,
                                    readable.mdim(),
                                    readable.a().getShape(),
                                    readable.b().getShape()));
        }
    }

    private FactoredMatrix mustBeReadable(Shape expected) {
        if (circuit == null) {
            throw new WrongAnswer(method + " returned null; expected a FactoredMatrix");
        }
        if (!circuit.shape().equals(expected)) {
            throw new WrongAnswer("the circuit has the wrong shape: expected [%s, %s] = %s, got %s"
                    .formatted(rows, columns, expected, circuit.shape()));
        }
        for (NDArray factor : circuit.pair()) {
            if (factor.getDataType() != DataType.FLOAT32) {
                throw new WrongAnswer("the circuit's factors have the wrong type: expected float32, got "
                        + factor.getDataType().name().toLowerCase(Locale.ROOT));
            }
        }
        return circuit;
    }
}
