package hookworks.grader.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads frames from the other side, which is not trusted: lengths are checked before anything is allocated. */
public final class FrameReader {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4 * Bounds.NESTING)
                            .maxStringLength(Bounds.SOURCE_TEXT)
                            .maxNumberLength(32)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ReadableByteChannel channel;

    public FrameReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Reads the next frame; empty at the end of the stream between two frames.
     *
     * @throws ProtocolException where what arrives is not a frame; the stream can't be used any more
     */
    public Optional<Frame> read() throws IOException {
        ByteBuffer prelude = ByteBuffer.allocate(FrameWriter.PRELUDE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(prelude, true)) {
            return Optional.empty();
        }
        prelude.flip();
        byte[] magic = new byte[FrameWriter.MAGIC.length];
        prelude.get(magic);
        if (!Arrays.equals(magic, FrameWriter.MAGIC)) {
            throw new ProtocolException("expected a frame of version %d, found the bytes %s"
                    .formatted(Bounds.VERSION, Arrays.toString(magic)));
        }
        int headerLength = prelude.getInt();
        long bodyLength = prelude.getLong();
        Bounds.atMost("header length", headerLength, Bounds.HEADER_BYTES);
        Bounds.atMost("body length", bodyLength, Bounds.BODY_BYTES);

        ByteBuffer header = ByteBuffer.allocate(headerLength);
        fill(header, false);
        ByteBuffer body = ByteBuffer.allocateDirect((int) bodyLength).order(ByteOrder.LITTLE_ENDIAN);
        fill(body, false);
        return Optional.of(HeaderDecoder.decode(parse(header.array()), body.flip()));
    }

    /** Fills the buffer; false where the stream ended before its first byte and that is allowed. */
    private boolean fill(ByteBuffer buffer, boolean mayEnd) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                if (mayEnd && buffer.position() == 0) {
                    return false;
                }
                throw new ProtocolException("the stream ended inside a frame, %,d bytes before the part's end"
                        .formatted(buffer.remaining()));
            }
        }
        return true;
    }

    private static JsonNode parse(byte[] header) throws ProtocolException {
        try {
            // Given bytes, the parser would guess their encoding, and read UTF-16 and UTF-32 as well.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw new ProtocolException("the header is not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ProtocolException("the header is not JSON within bounds: " + e.getOriginalMessage(), e);
        }
    }
}
