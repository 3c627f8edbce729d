package hookworks.grader.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The tensors of one frame on their way out, and where each begins. */
final class TensorBody {
    private final List<ByteBuffer> tensors = new ArrayList<>();
    private long length;

    /** Adds a tensor and returns its offset in the body. */
    long add(ByteBuffer data) {
        long offset = length;
        tensors.add(data);
        length += aligned(data.remaining());
        return offset;
    }

    long length() {
        return length;
    }

    List<ByteBuffer> tensors() {
        return tensors;
    }

    static int aligned(int length) {
        return Math.addExact(length, Bounds.ALIGNMENT - 1) / Bounds.ALIGNMENT * Bounds.ALIGNMENT;
    }
}
