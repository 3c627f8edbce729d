package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.SequencedMap;

/** An open safetensors file: its header, then nothing but tensors. */
public final class SafetensorsFile implements TensorFile {
    private static final int LENGTH_BYTES = Long.BYTES;

    private final PlacedTensors tensors;

    private SafetensorsFile(PlacedTensors tensors) {
        this.tensors = tensors;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws WeightsException where the file cannot be read or is not what it claims
     */
    public static SafetensorsFile open(Path path) {
        return FileBytes.reading(path, SafetensorsFile::read);
    }

    private static SafetensorsFile read(FileBytes file) throws IOException {
        if (file.size() < LENGTH_BYTES) {
            throw new WeightsException("it has %d bytes, too few for a safetensors file".formatted(file.size()));
        }
        long headerBytes = file.bytes(0, LENGTH_BYTES).getLong();
        if (headerBytes < 0 || headerBytes > SafetensorsHeader.MAX_BYTES || headerBytes > file.size() - LENGTH_BYTES) {
            throw new WeightsException("it announces a header of %s bytes, but the file has %d and the limit is %d"
                    .formatted(Long.toUnsignedString(headerBytes), file.size(), SafetensorsHeader.MAX_BYTES));
        }
        ByteBuffer header = file.bytes(LENGTH_BYTES, (int) headerBytes);
        return new SafetensorsFile(new PlacedTensors(
                file,
                ByteOrder.LITTLE_ENDIAN,
                SafetensorsHeader.parse(header, LENGTH_BYTES + headerBytes, file.size())));
    }

    /** Whether a header stands where one must. */
    static boolean looksLikeOne(FileBytes file) throws IOException {
        return file.size() > LENGTH_BYTES && file.bytes(LENGTH_BYTES, 1).get() == SafetensorsHeader.FIRST;
    }

    /** The file's tensors in the order of its header; unmodifiable. */
    @Override
    public SequencedMap<String, TensorEntry> tensors() {
        return tensors.entries();
    }

    @Override
    public NDArray read(String name, NDManager manager) {
        return tensors.read(name, manager);
    }

    @Override
    public void close() {
        tensors.close();
    }

    @Override
    public String toString() {
        return tensors.toString();
    }
}
