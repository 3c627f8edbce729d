package hookworks.grader.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Writes frames. On the wire a frame is 16 bytes ({@code "HKW"}, the version, header length as int32, body length as
 * int64, little-endian), a JSON header, and a body of raw tensors, each at a multiple of 64. One thread at a time.
 */
public final class FrameWriter {
    static final byte[] MAGIC = {'H', 'K', 'W', Bounds.VERSION};
    static final int PRELUDE_BYTES = 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WritableByteChannel channel;

    public FrameWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Writes one frame whole.
     *
     * @throws ProtocolException where the frame is over a bound, before any byte of it is written
     */
    public void write(Frame frame) throws IOException {
        TensorBody body = new TensorBody();
        ObjectNode tree = HeaderEncoder.encode(frame, body);
        byte[] header = toBytes(tree);
        Bounds.atMost("header length", header.length, Bounds.HEADER_BYTES);
        Bounds.atMost("body length", body.length(), Bounds.BODY_BYTES);

        ByteBuffer first = ByteBuffer.allocate(PRELUDE_BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        first.put(MAGIC).putInt(header.length).putLong(body.length()).put(header);
        writeFully(first.flip());
        writeBody(body.tensors());
    }

    private void writeBody(List<ByteBuffer> tensors) throws IOException {
        for (ByteBuffer tensor : tensors) {
            int length = tensor.remaining();
            writeFully(tensor.duplicate());
            writeFully(ByteBuffer.allocate(TensorBody.aligned(length) - length));
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] toBytes(ObjectNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header made of plain JSON nodes could not be written", e);
        }
    }
}
