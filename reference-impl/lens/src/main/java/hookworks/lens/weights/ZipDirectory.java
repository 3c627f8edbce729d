package hookworks.lens.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a zip file as torch writes it: stored, never compressed, so that each is a range of the file and none
 * can grow when it is read. Members that overlap, come twice, or whose two headers disagree are refused.
 */
final class ZipDirectory {
    private static final int MAX_MEMBERS = 1 << 17;
    private static final int MAX_BYTES = 16 << 20;
    private static final int MEMBER_MAGIC = 0x04034b50;
    private static final int MEMBER_HEADER_BYTES = 30;
    private static final int MEMBER_NAME_LENGTH = 26;

    private final FileBytes file;
    private final ZipEnd end;

    private ZipDirectory(FileBytes file, ZipEnd end) {
        this.file = file;
        this.end = end;
    }

    /** Whether the file begins as a zip file does. */
    static boolean isZip(FileBytes file) throws IOException {
        return file.size() >= Integer.BYTES && file.bytes(0, Integer.BYTES).getInt() == MEMBER_MAGIC;
    }

    /** Reads and checks the whole directory: members by their names. */
    static Map<String, ZipMember> read(FileBytes file) throws IOException {
        ZipEnd end = ZipEnd.of(file);
        if (end.members() > MAX_MEMBERS || end.directoryBytes() > MAX_BYTES) {
            throw new WeightsException("its zip directory has %d members in %d bytes; the limits are %d and %d"
                    .formatted(end.members(), end.directoryBytes(), MAX_MEMBERS, MAX_BYTES));
        }
        return new ZipDirectory(file, end).members();
    }

    private Map<String, ZipMember> members() throws IOException {
        ByteBuffer directory = file.bytes(end.directoryBegin(), (int) end.directoryBytes());
        var records = new ArrayList<ZipRecord>();
        for (long count = 0; count < end.members(); count++) {
            records.add(ZipRecord.next(directory));
        }
        if (directory.hasRemaining()) {
            throw new WeightsException("its zip directory announces %d members, but %d bytes follow them"
                    .formatted(end.members(), directory.remaining()));
        }
        records.sort(Comparator.comparingLong(ZipRecord::headerBegin));
        return placed(records);
    }

    private Map<String, ZipMember> placed(List<ZipRecord> inOrder) throws IOException {
        var members = new LinkedHashMap<String, ZipMember>();
        long reached = 0;
        for (ZipRecord next : inOrder) {
            if (next.headerBegin() < reached) {
                throw new WeightsException("its member %s begins at byte %d, within the member before it"
                        .formatted(Quoted.of(next.name()), next.headerBegin()));
            }
            ZipMember member = member(next);
            if (members.put(next.name(), member) != null) {
                throw new WeightsException("its member %s comes twice".formatted(Quoted.of(next.name())));
            }
            reached = member.begin() + member.bytes();
        }
        return members;
    }

    /** The member's own header says where its bytes begin, and must name it as the directory does. */
    private ZipMember member(ZipRecord listed) throws IOException {
        long begin = listed.headerBegin();
        if (begin > end.directoryBegin() - MEMBER_HEADER_BYTES) {
            throw outside(listed);
        }
        ByteBuffer header = file.bytes(begin, MEMBER_HEADER_BYTES);
        int nameBytes = Short.toUnsignedInt(header.getShort(MEMBER_NAME_LENGTH));
        int extraBytes = Short.toUnsignedInt(header.getShort(MEMBER_NAME_LENGTH + Short.BYTES));
        long dataBegin = begin + MEMBER_HEADER_BYTES + nameBytes + extraBytes;
        if (dataBegin > end.directoryBegin() || listed.bytes() > end.directoryBegin() - dataBegin) {
            throw outside(listed);
        }
        Optional<String> name = ZipRecord.utf8(file.bytes(begin + MEMBER_HEADER_BYTES, nameBytes));
        if (header.getInt(0) != MEMBER_MAGIC || !name.equals(Optional.of(listed.name()))) {
            throw new WeightsException("its member %s is not at byte %d, where the zip directory says"
                    .formatted(Quoted.of(listed.name()), begin));
        }
        return new ZipMember(listed.name(), dataBegin, listed.bytes());
    }

    private WeightsException outside(ZipRecord listed) {
        return new WeightsException("its member %s of %d bytes at byte %d reaches beyond byte %d, where the members end"
                .formatted(Quoted.of(listed.name()), listed.bytes(), listed.headerBegin(), end.directoryBegin()));
    }
}
