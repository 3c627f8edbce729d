package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import org.jspecify.annotations.Nullable;

/** Products with weights. */
final class Linears {
    private Linears() {}

    /**
     * {@code input weightᵀ + bias} in one native call.
     *
     * @param input {@code [..., in]}
     * @param weight {@code [out, in]}
     * @return {@code [..., out]}; belongs to the manager of {@code input}
     */
    static NDArray linear(NDArray input, NDArray weight, @Nullable NDArray bias) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }
}
