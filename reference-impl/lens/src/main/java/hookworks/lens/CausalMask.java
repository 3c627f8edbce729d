package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Minus infinity where a query would see a later key, else 0. Grows to the longest sequence seen. Thread-safe. */
final class CausalMask implements AutoCloseable {
    private final NDManager manager;
    private final int longest;
    private NDArray mask;

    CausalMask(Device device, int nCtx) {
        this.manager = NDManager.newBaseManager(device);
        this.longest = nCtx;
        this.mask = make(Math.min(nCtx, 128));
    }

    /**
     * The mask for a sequence.
     *
     * @return {@code [query, key]}, both {@code positions} long; a view that belongs to {@code scratch}
     */
    synchronized NDArray of(int positions, NDManager scratch) {
        long size = mask.getShape().get(0);
        if (positions > size) {
            mask = make((int) Math.min(longest, Math.max(positions, 2 * size))); // smaller ones may still be in use
        }
        return mask.get(scratch, new NDIndex().addSliceDim(0, positions).addSliceDim(0, positions));
    }

    private NDArray make(int size) {
        ByteBuffer bytes = manager.allocateDirect(Math.toIntExact(4L * size * size));
        FloatBuffer rows = bytes.asFloatBuffer();
        for (int query = 0; query < size; query++) {
            for (int key = 0; key < size; key++) {
                rows.put(key > query ? Float.NEGATIVE_INFINITY : 0);
            }
        }
        return manager.create(bytes, new Shape(size, size), DataType.FLOAT32);
    }

    @Override
    public void close() {
        manager.close();
    }
}
