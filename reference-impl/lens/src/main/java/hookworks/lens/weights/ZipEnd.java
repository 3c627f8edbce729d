package hookworks.lens.weights;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The end of a zip file, which says where its directory lies: directly before. */
record ZipEnd(long members, long directoryBegin, long directoryBytes) {
    private static final int MAGIC = 0x06054b50;
    private static final int BYTES = 22;
    private static final int WIDE_LOCATOR_MAGIC = 0x07064b50;
    private static final int WIDE_LOCATOR_BYTES = 20;
    private static final int WIDE_MAGIC = 0x06064b50;
    private static final int WIDE_BYTES = 56;

    /** In the narrow record: see the wide one. */
    private static final long SHORT_ELSEWHERE = 0xffffL;

    private static final long INT_ELSEWHERE = 0xffff_ffffL;

    static ZipEnd of(FileBytes file) throws IOException {
        long begin = file.size() - BYTES;
        ByteBuffer narrow = begin < 0 ? ByteBuffer.allocate(BYTES) : file.bytes(begin, BYTES);
        if (narrow.getInt(0) != MAGIC || narrow.getShort(20) != 0) {
            throw new WeightsException(
                    "its %d bytes do not end as a zip file does; the download probably stopped early,"
                                    .formatted(file.size())
                            + " or something follows: fetch the file again");
        }
        var end = new ZipEnd(
                Short.toUnsignedLong(narrow.getShort(10)),
                Integer.toUnsignedLong(narrow.getInt(16)),
                Integer.toUnsignedLong(narrow.getInt(12)));
        if (narrow.getInt(4) != 0 || narrow.getShort(8) != narrow.getShort(10)) {
            throw new WeightsException("it is one part of a zip file of several parts");
        }
        long locator = begin - WIDE_LOCATOR_BYTES;
        if (locator >= WIDE_BYTES && file.bytes(locator, Integer.BYTES).getInt() == WIDE_LOCATOR_MAGIC) {
            return wide(file.bytes(locator - WIDE_BYTES, WIDE_BYTES), end).endingAt(locator - WIDE_BYTES);
        }
        return end.endingAt(begin);
    }

    /** Both records must say the same, as far as the narrow one can. */
    private static ZipEnd wide(ByteBuffer wide, ZipEnd narrow) {
        var end = new ZipEnd(wide.getLong(32), wide.getLong(48), wide.getLong(40));
        if (wide.getInt(0) != WIDE_MAGIC
                || !agree(narrow.members, end.members, SHORT_ELSEWHERE)
                || !agree(narrow.directoryBegin, end.directoryBegin, INT_ELSEWHERE)
                || !agree(narrow.directoryBytes, end.directoryBytes, INT_ELSEWHERE)) {
            throw new WeightsException("the two records at the end of its zip directory disagree");
        }
        return end;
    }

    private static boolean agree(long narrow, long wide, long elsewhere) {
        return narrow == elsewhere || narrow == wide;
    }

    private ZipEnd endingAt(long position) {
        if (members < 0
                || directoryBegin < 0
                || directoryBytes < 0
                || directoryBegin > position
                || directoryBytes != position - directoryBegin) {
            throw new WeightsException("its zip directory of %d bytes at byte %d does not end at byte %d"
                    .formatted(directoryBytes, directoryBegin, position));
        }
        return this;
    }
}
