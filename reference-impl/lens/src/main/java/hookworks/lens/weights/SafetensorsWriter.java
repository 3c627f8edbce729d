package hookworks.lens.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SequencedMap;

/** Writes named tensors as a safetensors file that {@link SafetensorsFile} and every other reader understands. */
public final class SafetensorsWriter {
    /** The format wants data to begin at a multiple of this; the header is padded with spaces. */
    private static final int ALIGNMENT = 8;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<DataType, String> NAMES = Map.of(
            DataType.FLOAT64, "F64",
            DataType.FLOAT32, "F32",
            DataType.FLOAT16, "F16",
            DataType.BFLOAT16, "BF16",
            DataType.INT64, "I64",
            DataType.INT32, "I32",
            DataType.INT8, "I8",
            DataType.UINT8, "U8",
            DataType.BOOLEAN, "BOOL");

    private SafetensorsWriter() {}

    /**
     * Writes a file whole or not at all: a reader never sees half of it.
     *
     * @param tensors of any shape, in the order in which they lie in the file; they stay their owners'
     * @param metadata free text by name, such as where the weights come from; may be empty
     * @throws WeightsException where a dtype has no name in the format, or the file cannot be written
     */
    public static void write(Path path, SequencedMap<String, NDArray> tensors, Map<String, String> metadata) {
        byte[] header = header(tensors, metadata);
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                writeFully(channel, length.putLong(header.length).flip());
                writeFully(channel, ByteBuffer.wrap(header));
                for (NDArray tensor : tensors.values()) {
                    writeFully(channel, tensor.toByteBuffer());
                }
            }
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WeightsException("cannot write '%s': %s".formatted(path, e), e);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] header(SequencedMap<String, NDArray> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode free = root.putObject("__metadata__");
            metadata.forEach(free::put);
        }
        long end = 0;
        for (Map.Entry<String, NDArray> entry : tensors.entrySet()) {
            long begin = end;
            end = begin + describe(root.putObject(entry.getKey()), entry.getKey(), entry.getValue(), begin);
        }
        String json = root.toString();
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        String padding = " ".repeat(Math.floorMod(-bytes, ALIGNMENT));
        return (json + padding).getBytes(StandardCharsets.UTF_8);
    }

    /** Describes one tensor and tells how many bytes it takes. */
    private static long describe(ObjectNode node, String name, NDArray tensor, long begin) {
        String type = NAMES.get(tensor.getDataType());
        if (type == null) {
            throw new WeightsException("cannot write '%s': safetensors has no name for the dtype %s"
                    .formatted(name, tensor.getDataType()));
        }
        node.put("dtype", type);
        ArrayNode shape = node.putArray("shape");
        for (long size : tensor.getShape().getShape()) {
            shape.add(size);
        }
        long bytes = Math.multiplyExact(tensor.size(), tensor.getDataType().getNumOfBytes());
        node.putArray("data_offsets").add(begin).add(begin + bytes);
        return bytes;
    }
}
