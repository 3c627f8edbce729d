package hookworks.lens.memory;

import ai.djl.ndarray.NDArray;

/** Tells handles to tensors apart; two handles may show the same memory, and {@code equals} compares numbers. */
public final class Handles {
    private Handles() {}

    /** Whether closing one closes the other; both of any shape. */
    @SuppressWarnings("ReferenceEquality") // the handle is what is asked about
    public static boolean same(NDArray one, NDArray other) {
        return one == other;
    }

    /** Closes a tensor of any shape unless it is the very one that is still needed. */
    public static void closeUnless(NDArray value, NDArray needed) {
        if (!same(value, needed)) {
            value.close();
        }
    }
}
