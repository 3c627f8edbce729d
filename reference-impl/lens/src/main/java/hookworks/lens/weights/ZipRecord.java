package hookworks.lens.weights;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a zip directory says of a member, as far as it alone can be checked. */
record ZipRecord(String name, long headerBegin, long bytes) {
    private static final int MAGIC = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int ENCRYPTED = 1;
    private static final int UNIX_MODE_SHIFT = 16;
    private static final int UNIX_TYPE = 0xf000;
    private static final int UNIX_LINK = 0xa000;
    private static final int WIDE_FIELD = 1;
    private static final long ELSEWHERE = 0xffff_ffffL;

    /** Reads the record at the buffer's position and moves on to the next. */
    static ZipRecord next(ByteBuffer directory) {
        try {
            int at = directory.position();
            ByteBuffer header = slice(directory, HEADER_BYTES);
            if (header.getInt(0) != MAGIC) {
                throw new WeightsException("its zip directory has no record at its byte %d".formatted(at));
            }
            Optional<String> decoded = utf8(slice(directory, Short.toUnsignedInt(header.getShort(28))));
            String name = decoded.orElseThrow(() -> new WeightsException(
                    "its zip directory has a name at its byte %d that is not UTF-8".formatted(at + HEADER_BYTES)));
            ByteBuffer extra = slice(directory, Short.toUnsignedInt(header.getShort(30)));
            slice(directory, Short.toUnsignedInt(header.getShort(32)));
            requirePlainName(name);
            requirePlainFile(name, header);
            return placed(name, header, extra);
        } catch (BufferUnderflowException e) {
            throw new WeightsException("its zip directory breaks off within a record", e);
        }
    }

    private static ByteBuffer slice(ByteBuffer from, int bytes) {
        if (bytes > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = from.slice(from.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        from.position(from.position() + bytes);
        return slice;
    }

    static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Nothing is unpacked here, but a name that would leave a folder has no honest use. */
    private static void requirePlainName(String name) {
        List<String> steps = List.of(name.split("/", -1));
        if (name.contains("\\")
                || name.chars().anyMatch(Character::isISOControl)
                || steps.stream().anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."))) {
            throw new WeightsException("its member %s has a name that leads elsewhere".formatted(Quoted.of(name)));
        }
    }

    private static void requirePlainFile(String name, ByteBuffer header) {
        if ((header.getShort(8) & ENCRYPTED) != 0) {
            throw new WeightsException("its member %s is encrypted".formatted(Quoted.of(name)));
        }
        if ((header.getInt(38) >>> UNIX_MODE_SHIFT & UNIX_TYPE) == UNIX_LINK) {
            throw new WeightsException("its member %s is a symbolic link".formatted(Quoted.of(name)));
        }
        if (header.getShort(10) != 0 || header.getInt(20) != header.getInt(24)) {
            throw new WeightsException(
                    "its member %s is compressed, which torch never does; save it again with torch.save"
                            .formatted(Quoted.of(name)));
        }
    }

    private static ZipRecord placed(String name, ByteBuffer header, ByteBuffer extra) {
        long stored = Integer.toUnsignedLong(header.getInt(20));
        long unpacked = Integer.toUnsignedLong(header.getInt(24));
        long begin = Integer.toUnsignedLong(header.getInt(42));
        if (unpacked == ELSEWHERE || begin == ELSEWHERE) {
            ByteBuffer wide = wideField(name, extra);
            unpacked = unpacked == ELSEWHERE ? wide.getLong() : unpacked;
            stored = stored == ELSEWHERE ? wide.getLong() : stored;
            begin = begin == ELSEWHERE ? wide.getLong() : begin;
        }
        if (unpacked < 0 || begin < 0 || stored != unpacked) {
            throw new WeightsException("its member %s has %d bytes stored for %d at byte %d, which cannot be"
                    .formatted(Quoted.of(name), stored, unpacked, begin));
        }
        return new ZipRecord(name, begin, unpacked);
    }

    private static ByteBuffer wideField(String name, ByteBuffer extra) {
        while (extra.hasRemaining()) {
            int field = Short.toUnsignedInt(extra.getShort());
            ByteBuffer content = slice(extra, Short.toUnsignedInt(extra.getShort()));
            if (field == WIDE_FIELD) {
                return content;
            }
        }
        throw new WeightsException("its member %s has no size in the zip directory".formatted(Quoted.of(name)));
    }
}
