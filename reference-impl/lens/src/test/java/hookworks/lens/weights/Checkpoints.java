package hookworks.lens.weights;

import static hookworks.lens.weights.PickleWriter.axes;

import ai.djl.ndarray.NDArray;
import hookworks.lens.weights.PickleWriter.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Torch checkpoints as tests need them. */
public final class Checkpoints {
    private Checkpoints() {}

    /** The numbers 0.5, 1.5, 2.5 and so on, as float32. */
    static byte[] floats(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int cell = 0; cell < count; cell++) {
            bytes.putFloat(cell + 0.5f);
        }
        return bytes.array();
    }

    /** A pickle and the one storage that it may refer to, "0". */
    static ZipWriter zip(byte[] pickle, byte[] storage) {
        return new ZipWriter().member("model/data.pkl", pickle).member("model/data/0", storage);
    }

    /** A state dict as torch saves it, of float32 tensors that lie one after another in one storage. */
    public static byte[] stateDict(Map<String, NDArray> weights) {
        var pickle = PickleWriter.pickle().orderedDict();
        int total = Math.toIntExact(
                weights.values().stream().mapToLong(NDArray::size).sum());
        ByteBuffer storage = ByteBuffer.allocate(Float.BYTES * total).order(ByteOrder.LITTLE_ENDIAN);
        weights.forEach((name, weight) -> {
            long[] shape = weight.getShape().getShape();
            long[] strides = new long[shape.length];
            long step = 1;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                strides[axis] = step;
                step *= shape[axis];
            }
            pickle.entry(name, View.floats(total, storage.position() / Float.BYTES, axes(shape), axes(strides)));
            for (float value : weight.toFloatArray()) {
                storage.putFloat(value);
            }
        });
        return zip(pickle.stop(), storage.array()).bytes();
    }

    /** An honest checkpoint of one 2 by 3 matrix and a transposed view of it. */
    static byte[] honest() {
        return zip(
                        PickleWriter.pickle()
                                .orderedDict()
                                .entry("w", View.floats(6, 0, axes(2, 3), axes(3, 1)))
                                .entry("wT", View.floats(6, 0, axes(3, 2), axes(1, 3)))
                                .stop(),
                        floats(6))
                .bytes();
    }
}
