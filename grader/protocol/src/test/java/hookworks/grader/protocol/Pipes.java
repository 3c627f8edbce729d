package hookworks.grader.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Frames to bytes and back, as the two ends of a pipe would. */
final class Pipes {
    private Pipes() {}

    static byte[] write(Frame frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new FrameWriter(Channels.newChannel(bytes)).write(frame);
        return bytes.toByteArray();
    }

    static Optional<Frame> read(byte[] bytes) throws IOException {
        return new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes))).read();
    }

    /** Bytes of a frame whose parts need not fit together. */
    static byte[] raw(String header, int headerLength, long bodyLength, byte[] body) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(16 + text.length + body.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(FrameWriter.MAGIC)
                .putInt(headerLength)
                .putLong(bodyLength)
                .put(text)
                .put(body);
        return bytes.array();
    }

    static byte[] raw(String header, byte[] body) {
        return raw(header, header.getBytes(StandardCharsets.UTF_8).length, body.length, body);
    }
}
