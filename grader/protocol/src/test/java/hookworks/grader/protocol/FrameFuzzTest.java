package hookworks.grader.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A frame with faults in it")
class FrameFuzzTest {
    private static final int FRAMES = 100_000;
    private static final int PRELUDE = FrameWriter.PRELUDE_BYTES;
    private static final Frame NEXT = new Frame.Loaded(77);
    private static final List<Type> TYPES = List.of(NDArray.class, double.class, String.class);
    private static final List<String> EXTREMES = List.of(
            "-1", "0", "1.5", "9223372036854775807", "99999999999999999999", "1e999", "null", "{}", "[]", "\"x\"");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20261125);
    private final List<byte[]> whole =
            FrameRoundTripTest.frames().map(FrameFuzzTest::bytes).toList();
    private int read;
    private int refused;

    @Test
    @DisplayName("is refused by name or read, and then the next one is whole: nothing crashes, hangs or reads on")
    void noise() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] one = whole.get(random.nextInt(whole.size()));
                byte[] spoiled = switch (random.nextInt(4)) {
                    case 0 -> withFlippedBytes(one);
                    case 1 -> Arrays.copyOf(one, random.nextInt(one.length));
                    case 2 -> spliced(one, whole.get(random.nextInt(whole.size())));
                    default -> withEditedHeader(one);
                };
                try (NDManager results = manager.newSubManager()) {
                    judge(spoiled, results);
                }
            }
        }
        assertThat(read).as("frames that were read all the same").isGreaterThan(FRAMES / 50);
        assertThat(refused).as("frames that were refused").isGreaterThan(FRAMES / 2);
        assertThat(read + refused).isEqualTo(FRAMES);
    }

    private void judge(byte[] spoiled, NDManager results) throws IOException {
        byte[] both = Arrays.copyOf(spoiled, spoiled.length + bytes(NEXT).length);
        System.arraycopy(bytes(NEXT), 0, both, spoiled.length, bytes(NEXT).length);
        var reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(both)));
        Optional<Frame> frame;
        try {
            frame = reader.read();
        } catch (ProtocolException e) {
            refused++;
            return;
        }
        read++;
        if (endsWhereItSays(spoiled)) {
            assertThat(reader.read()).as("what comes after %s", frame).contains(NEXT);
        }
        if (frame.orElseThrow() instanceof Frame.Returned(long ignored, WireValue result)) {
            TYPES.forEach(type -> decode(result, type, results));
        }
    }

    private static boolean endsWhereItSays(byte[] bytes) {
        if (bytes.length < PRELUDE) {
            return false;
        }
        ByteBuffer prelude = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return PRELUDE + prelude.getInt(4) + prelude.getLong(8) == bytes.length;
    }

    private static void decode(WireValue value, Type type, NDManager results) {
        try {
            assertThat(new ValueDecoding(results, name -> {
                                throw new IllegalArgumentException("no models here");
                            })
                            .decode(value, type))
                    .isNotNull();
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private byte[] withFlippedBytes(byte[] one) {
        byte[] flipped = one.clone();
        for (int faults = random.nextInt(1, 6); faults > 0; faults--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    /** The beginning of one and the end of the other. */
    private byte[] spliced(byte[] one, byte[] other) {
        int from = random.nextInt(one.length);
        int to = random.nextInt(other.length);
        byte[] spliced = Arrays.copyOf(one, from + other.length - to);
        System.arraycopy(other, to, spliced, from, other.length - to);
        return spliced;
    }

    /** Lengths that fit, around JSON in which a number, a text or a part stands where another stood. */
    private byte[] withEditedHeader(byte[] one) {
        int length = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        String header = new String(one, PRELUDE, length, StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOfRange(one, PRELUDE + length, one.length);
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            header = edited(header);
        }
        return Pipes.raw(header, body);
    }

    private String edited(String header) {
        int from = random.nextInt(header.length());
        int to = from + random.nextInt(Math.min(12, header.length() - from));
        String part = header.substring(from, to);
        return switch (random.nextInt(4)) {
            case 0 -> header.substring(0, from) + header.substring(to);
            case 1 -> header.substring(0, to) + part + header.substring(to);
            case 2 -> header.replaceFirst("\\b\\d+\\b", EXTREMES.get(random.nextInt(EXTREMES.size())));
            default -> header.substring(0, from) + EXTREMES.get(random.nextInt(EXTREMES.size())) + header.substring(to);
        };
    }

    private static byte[] bytes(Frame frame) {
        try {
            return Pipes.write(frame);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
