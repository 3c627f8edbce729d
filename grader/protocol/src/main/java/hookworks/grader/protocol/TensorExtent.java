package hookworks.grader.protocol;

import java.util.List;

/** How much room a tensor takes, as far as a shape may be believed. */
final class TensorExtent {
    private TensorExtent() {}

    /**
     * The bytes of its cells.
     *
     * @throws ProtocolException where no frame could hold a tensor of that shape
     */
    static long bytes(WireType type, List<Long> shape) throws ProtocolException {
        Bounds.atMost("rank of a tensor", shape.size(), Bounds.RANK);
        long length = shape.contains(0L) ? 0 : type.bytes();
        // Empty axes count as one: libtorch multiplies the others all the same.
        long extent = type.bytes();
        for (long size : shape) {
            Bounds.atMost("an axis of a tensor", size, Bounds.BODY_BYTES);
            length *= size;
            extent *= Math.max(1, size);
            Bounds.atMost("length of a tensor of shape " + shape, extent, Bounds.BODY_BYTES);
        }
        return length;
    }
}
