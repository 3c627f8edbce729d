package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers as tensors that live as long as the model. DJL frees the memory of a plain number's tensor at once, while a
 * product's way back still refers to it: a garbage collection in between then spoils the gradient. Thread-safe.
 */
final class Scalars implements AutoCloseable {
    private final NDManager manager;
    private final DataType type;
    private final Map<Double, NDArray> numbers = new ConcurrentHashMap<>();

    Scalars(DataType type, Device device) {
        this.manager = NDManager.newBaseManager(device);
        this.type = type;
    }

    /** A scalar, for the right side of an operation. */
    NDArray of(double number) {
        return numbers.computeIfAbsent(number, this::make);
    }

    private synchronized NDArray make(double number) {
        return manager.create(number).toType(type, false);
    }

    @Override
    public void close() {
        manager.close();
    }
}
