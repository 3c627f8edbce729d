package hookworks.lens.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes a zip file member by member, honest or not. */
final class ZipWriter {
    private static final int LOCAL_MAGIC = 0x04034b50;
    private static final int LISTED_MAGIC = 0x02014b50;
    private static final int END_MAGIC = 0x06054b50;

    private final ByteArrayOutputStream members = new ByteArrayOutputStream();
    private final List<Listed> directory = new ArrayList<>();
    private UnaryOperator<End> end = honest -> honest;

    /** What the directory says of a member. */
    record Listed(String name, int flags, int method, int stored, int unpacked, int attributes, int begin) {
        Listed named(String other) {
            return new Listed(other, flags, method, stored, unpacked, attributes, begin);
        }

        Listed flagged(int other) {
            return new Listed(name, other, method, stored, unpacked, attributes, begin);
        }

        Listed deflated(int claimed) {
            return new Listed(name, flags, 8, stored, claimed, attributes, begin);
        }

        Listed sized(int otherStored, int otherUnpacked) {
            return new Listed(name, flags, method, otherStored, otherUnpacked, attributes, begin);
        }

        Listed attributed(int other) {
            return new Listed(name, flags, method, stored, unpacked, other, begin);
        }

        Listed at(int other) {
            return new Listed(name, flags, method, stored, unpacked, attributes, other);
        }
    }

    /** What the end says of the directory. */
    record End(int members, int begin, int bytes) {}

    ZipWriter member(String name, byte[] content) {
        return member(name, content, honest -> honest);
    }

    /** A member whose directory entry a test may falsify. */
    ZipWriter member(String name, byte[] content, UnaryOperator<Listed> lie) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        directory.add(lie.apply(new Listed(name, 0, 0, content.length, content.length, 0, members.size())));
        members.writeBytes(little(30)
                .putInt(0, LOCAL_MAGIC)
                .putShort(26, (short) utf8.length)
                .array());
        members.writeBytes(utf8);
        members.writeBytes(content);
        return this;
    }

    ZipWriter ending(UnaryOperator<End> lie) {
        end = lie;
        return this;
    }

    byte[] bytes() {
        var file = new ByteArrayOutputStream();
        file.writeBytes(members.toByteArray());
        for (Listed listed : directory) {
            byte[] utf8 = listed.name().getBytes(StandardCharsets.UTF_8);
            file.writeBytes(little(46)
                    .putInt(0, LISTED_MAGIC)
                    .putShort(8, (short) listed.flags())
                    .putShort(10, (short) listed.method())
                    .putInt(20, listed.stored())
                    .putInt(24, listed.unpacked())
                    .putShort(28, (short) utf8.length)
                    .putInt(38, listed.attributes())
                    .putInt(42, listed.begin())
                    .array());
            file.writeBytes(utf8);
        }
        End claimed = end.apply(new End(directory.size(), members.size(), file.size() - members.size()));
        file.writeBytes(little(22)
                .putInt(0, END_MAGIC)
                .putShort(8, (short) claimed.members())
                .putShort(10, (short) claimed.members())
                .putInt(12, claimed.bytes())
                .putInt(16, claimed.begin())
                .array());
        return file.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
