package hookworks.grader.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelName;
import hookworks.lens.parameters.SeededModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A frame")
class FrameRoundTripTest {
    static Stream<Frame> frames() {
        return Stream.of(
                new Frame.Load(1, SourceTree.of(Map.of("student/MyHooks.java", "class MyHooks { /* \u00e9\n */ }"))),
                new Frame.Call(
                        2,
                        "induction-score-hook",
                        List.of(tensor(3, 5), new WireValue.Hook("blocks.1.attn.hook_pattern"))),
                new Frame.Call(3, "correct-predictions", List.of(new WireValue.Model(model()))),
                new Frame.Call(
                        12,
                        "repeated-tokens",
                        List.of(
                                new WireValue.Model(new ModelName.Bundled()),
                                new WireValue.Model(new SeededModel(model().config(), 0.5, 7, OptionalInt.of(3))))),
                new Frame.Ready(Bounds.VERSION),
                new Frame.Loaded(4),
                new Frame.NotCompiled(5, List.of(new Diagnostic("student/MyHooks.java", 3, 14, "';' expected"))),
                new Frame.Returned(
                        6, new WireValue.Fields(Map.of("correct", new WireValue.Whole(7), "hits", tensor(2, 0)))),
                new Frame.Returned(
                        7,
                        new WireValue.Items(List.of(
                                new WireValue.Real(Double.NaN),
                                new WireValue.Truth(true),
                                new WireValue.Text("\"x\"")))),
                new Frame.Failed(
                        8,
                        new Failure.StudentError(
                                "java.lang.RuntimeException",
                                "no",
                                List.of(new SourceFrame("student.MyHooks.f", "MyHooks.java", 9)))),
                new Frame.Failed(9, new Failure.LimitExceeded(Limit.MEMORY, "Java heap space")),
                new Frame.Failed(10, new Failure.BrokenContract("a tensor", "null")),
                new Frame.Failed(11, new Failure.NotAttempted()));
    }

    @ParameterizedTest
    @MethodSource("frames")
    @DisplayName("comes back as it went")
    void roundTrips(Frame frame) throws IOException {
        assertThat(Pipes.read(Pipes.write(frame))).contains(frame);
    }

    @Test
    @DisplayName("puts every tensor at a multiple of 64 bytes")
    void aligns() throws IOException {
        var call = new Frame.Call(1, "x", List.of(tensor(1, 3), tensor(2, 7), tensor(5)));
        var read = (Frame.Call) Pipes.read(Pipes.write(call)).orElseThrow();
        assertThat(read).isEqualTo(call);
        assertThat(new String(Pipes.write(call), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\"offset\":0", "\"offset\":64", "\"offset\":128");
    }

    @Test
    @DisplayName("has these bytes in version 1")
    void golden() throws IOException {
        byte[] bytes = Pipes.write(new Frame.Returned(
                258,
                new WireValue.Tensor(
                        WireType.INT32,
                        List.of(2L),
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(1)
                                .putInt(-2)
                                .flip())));
        String header =
                "{\"frame\":\"returned\",\"id\":258,\"result\":{\"tensor\":\"INT32\",\"shape\":[2],\"offset\":0}}";
        byte[] body = new byte[64];
        System.arraycopy(new byte[] {1, 0, 0, 0, -2, -1, -1, -1}, 0, body, 0, 8);
        assertThat(bytes).startsWith('H', 'K', 'W', 1).isEqualTo(Pipes.raw(header, body));
    }

    @Test
    @DisplayName("is absent where the stream ends between frames")
    void end() throws IOException {
        assertThat(Pipes.read(new byte[0])).isEmpty();
    }

    static SeededModel model() {
        return new SeededModel(
                HookedTransformerConfig.attentionOnly()
                        .nLayers(2)
                        .nHeads(3)
                        .dModel(24)
                        .dHead(4)
                        .nCtx(32)
                        .dVocab(37)
                        .build(),
                0.75,
                -42);
    }

    static WireValue.Tensor tensor(long... shape) {
        long size = java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer data = ByteBuffer.allocate((int) size * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            data.putFloat(i - 0.5f);
        }
        return new WireValue.Tensor(
                WireType.FLOAT32, java.util.Arrays.stream(shape).boxed().toList(), data.flip());
    }
}
