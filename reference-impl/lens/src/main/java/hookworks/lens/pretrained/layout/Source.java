package hookworks.lens.pretrained.layout;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;

/**
 * A weight as an expression of one tensor of a checkpoint.
 *
 * @param tensor its name in the checkpoint
 * @param shape what shape it must have there
 * @param expression gives the weight in our shape, such as {@code [head, d_model, d_head]}; perhaps a view
 */
public record Source(String tensor, Shape shape, UnaryOperator<NDArray> expression) {
    /** The tensor as it is. */
    static Source of(String tensor, Shape shape) {
        return new Source(tensor, shape, stored -> stored);
    }

    /** The same with one more step, of any shape in and out. */
    public Source then(UnaryOperator<NDArray> step) {
        return new Source(tensor, shape, stored -> step.apply(expression.apply(stored)));
    }
}
