package hookworks.lens.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes a pickle opcode by opcode, honest or not. */
final class PickleWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Begins with protocol 2, as torch does. */
    static PickleWriter pickle() {
        return new PickleWriter().code(0x80, 2);
    }

    PickleWriter code(int... codes) {
        for (int code : codes) {
            bytes.write(code);
        }
        return this;
    }

    PickleWriter op(char opcode) {
        return code(opcode);
    }

    PickleWriter ops(String opcodes) {
        opcodes.chars().forEach(bytes::write);
        return this;
    }

    PickleWriter int32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    PickleWriter int64(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    PickleWriter line(String line) {
        bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op('X').int32(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    /** As LONG1, which holds any 64 bits. */
    PickleWriter whole(long value) {
        return code(0x8a, 8).int64(value);
    }

    PickleWriter global(String module, String name) {
        return op('c').line(module).line(name);
    }

    /** Sizes or strides. */
    static List<Long> axes(long... values) {
        return Arrays.stream(values).boxed().toList();
    }

    PickleWriter tuple(List<Long> values) {
        op('(');
        for (long value : values) {
            whole(value);
        }
        return op('t');
    }

    PickleWriter storage(String storageClass, String key, long elements) {
        return op('(').text("storage")
                .global("torch", storageClass)
                .text(key)
                .text("cpu")
                .whole(elements)
                .ops("tQ");
    }

    PickleWriter orderedDict() {
        return global("collections", "OrderedDict").ops(")R");
    }

    /** What of a view a test chooses. */
    record View(String storageClass, String key, long elements, long offset, List<Long> sizes, List<Long> strides) {
        static View floats(long elements, long offset, List<Long> sizes, List<Long> strides) {
            return new View("FloatStorage", "0", elements, offset, sizes, strides);
        }
    }

    PickleWriter tensor(View view) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .op('(')
                .storage(view.storageClass(), view.key(), view.elements())
                .whole(view.offset())
                .tuple(view.sizes())
                .tuple(view.strides())
                .code(0x89)
                .orderedDict()
                .ops("tR");
    }

    /** Under a name in the dict on top. */
    PickleWriter entry(String name, View view) {
        return text(name).tensor(view).op('s');
    }

    byte[] stop() {
        op('.');
        return bytes.toByteArray();
    }
}
