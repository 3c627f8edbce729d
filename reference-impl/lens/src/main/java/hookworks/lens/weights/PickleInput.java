package hookworks.lens.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle. Lengths are checked against what is left before anything is made of them. */
final class PickleInput {
    private static final int MAX_NAME_BYTES = 256;

    private final ByteBuffer bytes;

    PickleInput(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    int unsignedByte() {
        return Byte.toUnsignedInt(need(Byte.BYTES).get());
    }

    int unsignedShort() {
        return Short.toUnsignedInt(need(Short.BYTES).getShort());
    }

    int signedInt() {
        return need(Integer.BYTES).getInt();
    }

    long unsignedInt() {
        return Integer.toUnsignedLong(signedInt());
    }

    long signedLong() {
        return need(Long.BYTES).getLong();
    }

    /** The one number that pickles write big end first. */
    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
    }

    /** A number of so many bytes, little end first, in two's complement. */
    long longOf(int count) {
        if (count > Long.BYTES) {
            throw new WeightsException(
                    "a whole number has %d bytes, more than the 8 of any size or count".formatted(count));
        }
        need(count);
        long value = 0;
        for (int index = 0; index < count; index++) {
            value |= Byte.toUnsignedLong(bytes.get()) << (index * Byte.SIZE);
        }
        int unused = Long.SIZE - count * Byte.SIZE;
        return count == 0 ? 0 : value << unused >> unused;
    }

    String text(long count) {
        need(count);
        ByteBuffer text = bytes.slice(bytes.position(), (int) count);
        bytes.position(bytes.position() + (int) count);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new WeightsException("a text is not UTF-8", e);
        }
    }

    /** Up to the next line feed. */
    String line() {
        int length = 0;
        while (length < bytes.remaining() && bytes.get(bytes.position() + length) != '\n') {
            length++;
            if (length > MAX_NAME_BYTES) {
                throw new WeightsException("a name has more than %d bytes".formatted(MAX_NAME_BYTES));
            }
        }
        String line = text(length);
        unsignedByte();
        return line;
    }

    private ByteBuffer need(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new WeightsException("%s bytes are announced where %d are left".formatted(count, bytes.remaining()));
        }
        return bytes;
    }
}
