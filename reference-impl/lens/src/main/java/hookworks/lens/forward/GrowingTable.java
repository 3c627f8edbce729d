package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * A number for each pair of a query's and a key's place, {@code [query, key]}. Grows to the longest sequence seen.
 * Thread-safe.
 */
final class GrowingTable implements AutoCloseable {
    private static final int FIRST_SIZE = 128;

    /** What stands for a pair of places. */
    @FunctionalInterface
    interface Cell {
        float of(int query, int key);
    }

    private final NDManager manager;
    private final int longest;
    private final Cell cell;
    private NDArray table;

    GrowingTable(Device device, int longest, Cell cell) {
        this.manager = NDManager.newBaseManager(device);
        this.longest = longest;
        this.cell = cell;
        this.table = make(Math.min(longest, FIRST_SIZE));
    }

    /**
     * The part for a sequence.
     *
     * @param past how many keys come before the first query
     * @param queries how many queries there are
     * @return {@code [query, past + query]}; a view that belongs to {@code scratch}
     */
    synchronized NDArray of(int past, int queries, NDManager scratch) {
        int keys = past + queries;
        long size = table.getShape().get(0);
        if (keys > size) {
            table = make((int) Math.min(longest, Math.max(keys, 2 * size))); // smaller ones may still be in use
        }
        return table.get(scratch, new NDIndex().addSliceDim(past, keys).addSliceDim(0, keys));
    }

    private NDArray make(int size) {
        ByteBuffer bytes = manager.allocateDirect(Math.toIntExact(Math.multiplyExact(4L * size, size)));
        FloatBuffer rows = bytes.asFloatBuffer();
        for (int query = 0; query < size; query++) {
            for (int key = 0; key < size; key++) {
                rows.put(cell.of(query, key));
            }
        }
        return manager.create(bytes, new Shape(size, size), DataType.FLOAT32);
    }

    @Override
    public void close() {
        manager.close();
    }
}
