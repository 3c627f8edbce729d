package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;

/**
 * An open safetensors file: named tensors that are read one by one, through a memory mapping. Its header is checked
 * when the file is opened; every complaint names the file. Confined to one thread.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final int LENGTH_BYTES = Long.BYTES;

    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final SequencedMap<String, TensorEntry> tensors;

    private SafetensorsFile(Path path, FileChannel channel, long dataStart, SequencedMap<String, TensorEntry> tensors) {
        this.path = path;
        this.channel = channel;
        this.dataStart = dataStart;
        this.tensors = tensors;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws WeightsException where the file cannot be read or is not what it claims
     */
    public static SafetensorsFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return read(path, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WeightsException("cannot read '%s': %s".formatted(path, e), e);
        } catch (WeightsException e) {
            throw new WeightsException("cannot read '%s': %s".formatted(path, e.getMessage()), e);
        }
    }

    private static SafetensorsFile read(Path path, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < LENGTH_BYTES) {
            throw new WeightsException("it has %d bytes, too few for a safetensors file".formatted(fileBytes));
        }
        ByteBuffer length = readFully(channel, 0, LENGTH_BYTES);
        long headerBytes = length.getLong(0);
        if (headerBytes < 0 || headerBytes > SafetensorsHeader.MAX_BYTES || headerBytes > fileBytes - LENGTH_BYTES) {
            throw new WeightsException("it announces a header of %s bytes, but the file has %d and the limit is %d"
                    .formatted(Long.toUnsignedString(headerBytes), fileBytes, SafetensorsHeader.MAX_BYTES));
        }
        byte[] header = readFully(channel, LENGTH_BYTES, (int) headerBytes).array();
        long dataStart = LENGTH_BYTES + headerBytes;
        return new SafetensorsFile(path, channel, dataStart, SafetensorsHeader.parse(header, fileBytes - dataStart));
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new WeightsException("it ends at byte %d".formatted(position + buffer.position()));
            }
        }
        return buffer;
    }

    /** The file's tensors in the order of its header; unmodifiable. */
    public SequencedMap<String, TensorEntry> tensors() {
        return tensors;
    }

    /**
     * Copies one tensor out of the file.
     *
     * @return of the shape and dtype that {@link #tensors} says; belongs to {@code manager}
     */
    public NDArray read(String name, NDManager manager) {
        TensorEntry entry = tensors.get(name);
        if (entry == null) {
            throw new WeightsException("'%s' has no tensor '%s'".formatted(path, name));
        }
        if (entry.bytes() == 0) {
            return manager.create(entry.shape(), entry.dataType());
        }
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw new WeightsException(
                    "'%s' in '%s' has %d bytes, more than one tensor can here".formatted(name, path, entry.bytes()));
        }
        try (Arena arena = Arena.ofConfined();
                NDManager mapped = manager.newSubManager()) {
            ByteBuffer bytes = channel.map(
                            FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), entry.bytes(), arena)
                    .asByteBuffer();
            NDArray copy = mapped.create(bytes, entry.shape(), entry.dataType()).duplicate();
            copy.attach(manager);
            return copy;
        } catch (IOException e) {
            throw new WeightsException("cannot read '%s' of '%s': %s".formatted(name, path, e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new WeightsException("cannot close '%s': %s".formatted(path, e), e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
