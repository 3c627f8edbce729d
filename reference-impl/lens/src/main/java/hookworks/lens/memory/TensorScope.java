package hookworks.lens.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/**
 * Owns every tensor made from what it borrows, until closed; what is kept goes to its owner. It borrows by views, so
 * that weights which threads share may be borrowed too. Confined to one thread.
 */
public final class TensorScope implements AutoCloseable {
    private final NDManager owner;
    private final NDManager scratch;

    private TensorScope(NDManager owner) {
        this.owner = owner;
        this.scratch = owner.newSubManager();
    }

    /** Opens a scope whose results go to {@code owner}. */
    public static TensorScope within(NDManager owner) {
        return new TensorScope(owner);
    }

    /** A view of the same shape, without a copy, so that an operation may start with it and leave its result here. */
    public NDArray borrow(NDArray tensor) {
        return view(tensor, scratch);
    }

    /** Where tensors are made that start from nothing. */
    public NDManager scratch() {
        return scratch;
    }

    /** Saves a tensor of this scope, of any shape, from being freed: it goes to the owner. */
    public NDArray keep(NDArray result) {
        result.attach(owner);
        return result;
    }

    /** The same memory and the same shape under another handle, which belongs to {@code manager}. */
    public static NDArray view(NDArray tensor, NDManager manager) {
        int axes = tensor.getShape().dimension();
        if (axes == 0) {
            // an index that selects nothing would copy through the heap, so it adds an axis and drops it
            try (NDArray one = tensor.get(manager, new NDIndex("null"))) {
                return one.reshape(tensor.getShape());
            }
        }
        return tensor.get(manager, new NDIndex().addAllDim(axes));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
