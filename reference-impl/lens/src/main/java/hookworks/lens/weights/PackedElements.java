package hookworks.lens.weights;

import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Gathers a strided tensor into row-major order, in the types and the byte order of the engine. */
final class PackedElements {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private static final int BFLOAT16_SHIFT = 16;

    private final MemorySegment source;
    private final StridedView view;
    private final boolean swapped;
    private final MemorySegment target;
    private long written;

    private PackedElements(MemorySegment source, ByteOrder order, StridedView view, MemorySegment target) {
        this.source = source;
        this.view = view;
        this.swapped = order != ByteOrder.nativeOrder();
        this.target = target;
    }

    /**
     * Fills {@code target}.
     *
     * @param source begins with the tensor's first element
     */
    static void gather(MemorySegment source, ByteOrder order, StridedView view, MemorySegment target) {
        var packed = new PackedElements(source, order, view, target);
        if (view.isContiguous()) {
            packed.row(0, view.elements(), 1);
        } else {
            packed.axis(0, 0);
        }
    }

    /** Recursion is as deep as the tensor has axes. */
    private void axis(int axis, long from) {
        Shape shape = view.shape();
        long stride = view.strides().get(axis);
        if (axis == shape.dimension() - 1) {
            row(from, shape.get(axis), stride);
            return;
        }
        for (long index = 0; index < shape.get(axis); index++) {
            axis(axis + 1, from + index * stride);
        }
    }

    private void row(long from, long count, long stride) {
        int width = view.type().width();
        long at = from * width;
        long step = stride * width;
        for (long index = 0; index < count; index++, at += step, written++) {
            switch (view.type()) {
                case F64, I64 -> target.set(LONG, written * Long.BYTES, longAt(at));
                case F32, I32 -> target.set(INT, written * Integer.BYTES, intAt(at));
                case F16 -> target.set(SHORT, written * Short.BYTES, shortAt(at));
                case BF16 -> target.set(INT, written * Integer.BYTES, shortAt(at) << BFLOAT16_SHIFT);
                case I16 -> target.set(INT, written * Integer.BYTES, shortAt(at));
                case U16 -> target.set(INT, written * Integer.BYTES, Short.toUnsignedInt(shortAt(at)));
                case U32 -> target.set(LONG, written * Long.BYTES, Integer.toUnsignedLong(intAt(at)));
                case I8, U8 -> target.set(ValueLayout.JAVA_BYTE, written, byteAt(at));
                case BOOL -> target.set(ValueLayout.JAVA_BYTE, written, (byte) (byteAt(at) == 0 ? 0 : 1));
            }
        }
    }

    private byte byteAt(long at) {
        return source.get(ValueLayout.JAVA_BYTE, at);
    }

    private short shortAt(long at) {
        short bits = source.get(SHORT, at);
        return swapped ? Short.reverseBytes(bits) : bits;
    }

    private int intAt(long at) {
        int bits = source.get(INT, at);
        return swapped ? Integer.reverseBytes(bits) : bits;
    }

    private long longAt(long at) {
        long bits = source.get(LONG, at);
        return swapped ? Long.reverseBytes(bits) : bits;
    }
}
