package hookworks.lens.weights;

import static hookworks.lens.weights.PickleWriter.axes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.weights.PickleWriter.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of 5 GiB, nearly all of them holes, which take no room on disk. */
class LargeFileTest {
    private static final long HOLE = 5L << 30;
    private static final int ZIP64_EXTRA_BYTES = 28;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("safetensors beyond 4 GiB are read, and a tensor of 2 GiB or more is refused by name")
    void readsSafetensors() throws IOException {
        byte[] header = """
                {"huge":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]},\
                "last":{"dtype":"F32","shape":[3],"data_offsets":[%d,%d]}}""".formatted(HOLE, HOLE, HOLE, HOLE + 12).getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("model.safetensors");
        try (FileChannel file = sparse(path)) {
            file.write(little(8).putLong(0, header.length), 0);
            file.write(ByteBuffer.wrap(header), 8);
            file.write(ByteBuffer.wrap(Checkpoints.floats(3)), 8 + header.length + HOLE);
        }
        requireLast(path);
    }

    @Test
    @DisplayName("torch checkpoints beyond 4 GiB are read, and a tensor of 2 GiB or more is refused by name")
    void readsTorch() throws IOException {
        byte[] pickle = PickleWriter.pickle()
                .orderedDict()
                .entry("huge", new View("ByteStorage", "0", HOLE, 0, axes(HOLE), axes(1)))
                .entry("last", new View("FloatStorage", "1", 3, 0, axes(3), axes(1)))
                .stop();
        Path path = folder.resolve("model.pt");
        try (FileChannel file = sparse(path)) {
            long second = writeMember(file, 0, "m/data/0", ByteBuffer.allocate(0)) + HOLE;
            long third = writeMember(file, second, "m/data/1", ByteBuffer.wrap(Checkpoints.floats(3)));
            long directory = writeMember(file, third, "m/data.pkl", ByteBuffer.wrap(pickle));
            long next = writeListed(file, directory, "m/data/0", HOLE, 0);
            next = writeListed(file, next, "m/data/1", 12, second);
            next = writeListed(file, next, "m/data.pkl", pickle.length, third);
            writeEnd(file, directory, next);
        }
        requireLast(path);
    }

    private static void requireLast(Path path) {
        try (var weights = TensorFile.open(path);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(weights.tensors().firstEntry().getValue().shape()).isEqualTo(new Shape(HOLE));
            assertThat(weights.read("last", manager).toFloatArray()).containsExactly(0.5f, 1.5f, 2.5f);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> weights.read("huge", manager))
                    .withMessageContaining("cannot read 'huge' of '%s': it has %d bytes".formatted(path, HOLE));
        }
    }

    private static FileChannel sparse(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns where the next may begin. */
    private static long writeMember(FileChannel file, long begin, String name, ByteBuffer content) throws IOException {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        file.write(little(30).putInt(0, 0x04034b50).putShort(26, (short) ascii.length), begin);
        file.write(ByteBuffer.wrap(ascii), begin + 30);
        return begin + 30 + ascii.length + file.write(content, begin + 30 + ascii.length);
    }

    private static long writeListed(FileChannel file, long at, String name, long bytes, long begin) throws IOException {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer listed = little(46 + ascii.length + ZIP64_EXTRA_BYTES)
                .putInt(0, 0x02014b50)
                .putInt(20, -1)
                .putInt(24, -1)
                .putShort(28, (short) ascii.length)
                .putShort(30, (short) ZIP64_EXTRA_BYTES)
                .putInt(42, -1)
                .put(46, ascii);
        listed.position(46 + ascii.length)
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(bytes)
                .putLong(bytes)
                .putLong(begin);
        return at + file.write(listed.flip(), at);
    }

    private static void writeEnd(FileChannel file, long directory, long at) throws IOException {
        ByteBuffer end = little(56 + 20 + 22)
                .putInt(0, 0x06064b50)
                .putLong(4, 44)
                .putLong(24, 3)
                .putLong(32, 3)
                .putLong(40, at - directory)
                .putLong(48, directory)
                .putInt(56, 0x07064b50)
                .putLong(64, at)
                .putInt(72, 1)
                .putInt(76, 0x06054b50)
                .putShort(84, (short) 3)
                .putShort(86, (short) 3)
                .putInt(88, (int) (at - directory))
                .putInt(92, -1);
        file.write(end, at);
    }
}
