package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An open file of bytes and of tensors, which are mapped one at a time: what was not asked for costs no memory. */
final class FileBytes implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    private FileBytes(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /** What a format makes of an open file, and keeps open. */
    interface Reader<T> {
        T read(FileBytes bytes) throws IOException;
    }

    /** Opens a file for a format, whose complaints are told under the file's name, and closes it where there are any. */
    static <T> T reading(Path path, Reader<T> reader) {
        try {
            FileBytes bytes = open(path);
            try {
                return reader.read(bytes);
            } catch (IOException | RuntimeException e) {
                bytes.channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw WeightsException.unreadable(path, e);
        } catch (WeightsException e) {
            throw WeightsException.unreadable(path, e);
        }
    }

    /** A pipe would block for ever, so only files are opened. */
    static FileBytes open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new WeightsException("'%s' is not a file".formatted(path));
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new FileBytes(path, channel, channel.size());
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /**
     * Reads a few bytes.
     *
     * @return little-endian, as all formats here are
     * @throws WeightsException where the file has no such bytes
     */
    ByteBuffer bytes(long position, int count) throws IOException {
        if (position < 0 || count < 0 || position > size - count) {
            throw new WeightsException(
                    "it has %d bytes, but %d are to be read from byte %d".formatted(size, count, position));
        }
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new WeightsException("it ends at byte %d".formatted(position + buffer.position()));
            }
        }
        return buffer.flip();
    }

    /**
     * Copies a tensor out of the file.
     *
     * @param position of the byte from which the tensor's offset counts
     * @return belongs to {@code manager}
     */
    NDArray tensor(long position, ByteOrder order, StridedView view, NDManager manager) throws IOException {
        if (view.elements() == 0) {
            return manager.create(view.shape(), view.type().read());
        }
        if (view.readBytes() > Integer.MAX_VALUE) {
            throw new WeightsException("it has %d bytes, more than the %d that one tensor can have here"
                    .formatted(view.readBytes(), Integer.MAX_VALUE));
        }
        long width = view.type().width();
        try (Arena arena = Arena.ofConfined();
                NDManager borrowing = manager.newSubManager()) {
            MemorySegment mapped = channel.map(
                    FileChannel.MapMode.READ_ONLY, position + view.offset() * width, view.span() * width, arena);
            ByteBuffer packed =
                    packed(mapped, order, view, arena).asByteBuffer().order(ByteOrder.nativeOrder());
            NDArray copy =
                    borrowing.create(packed, view.shape(), view.type().read()).duplicate();
            copy.attach(manager);
            return copy;
        }
    }

    private static MemorySegment packed(MemorySegment mapped, ByteOrder order, StridedView view, Arena arena) {
        int width = view.type().width();
        if (view.type().isReadAsStored()
                && view.isContiguous()
                && order == ByteOrder.nativeOrder()
                && mapped.address() % width == 0) {
            return mapped;
        }
        MemorySegment target = arena.allocate(view.readBytes(), view.type().readWidth());
        PackedElements.gather(mapped, order, view, target);
        return target;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new WeightsException("cannot close '%s': %s".formatted(path, e), e);
        }
    }
}
