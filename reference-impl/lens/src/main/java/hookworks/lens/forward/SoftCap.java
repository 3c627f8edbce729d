package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;

/** Keeps numbers within a bound without cutting them off, as Gemma 2 does (Gemma Team 2024). */
final class SoftCap {
    private SoftCap() {}

    /** {@code cap tanh(x / cap)}, with a scalar of the model; uses {@code x} up. */
    static NDArray apply(NDArray x, NDArray cap) {
        try (x;
                NDArray divided = x.div(cap);
                NDArray squashed = divided.tanh()) {
            return squashed.mul(cap);
        }
    }
}
