package hookworks.grader.protocol;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A reader refuses, with the rule that was broken,")
class HostileFramesTest {
    private static final byte[] NOTHING = {};

    static Stream<Arguments> hostile() {
        String nested = "{\"items\":[".repeat(40) + "]}".repeat(40);
        return Stream.of(
                refused(
                        "passed\n".repeat(10).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "expected a frame of version 1"),
                refused(new byte[] {'H', 'K'}, "ended inside a frame"),
                refused(Pipes.raw("{}", Integer.MAX_VALUE, 0, NOTHING), "header length is 2,147,483,647"),
                refused(Pipes.raw("{}", -1, 0, NOTHING), "header length is -1"),
                refused(Pipes.raw("{}", 2, 1L << 40, NOTHING), "body length is 1,099,511,627,776"),
                refused(Pipes.raw("{}", 2, -5, NOTHING), "body length is -5"),
                refused(Pipes.raw("{}", 200, 0, NOTHING), "ended inside a frame"),
                refused(Pipes.raw("{\"frame\":\"loaded\",\"id\":1", NOTHING), "not JSON"),
                refused(inEncoding("UTF-16"), "not UTF-8"),
                refused(inEncoding("UTF-32"), "not UTF-8"),
                refused(Pipes.raw("{\"frame\":\"loaded\",\"id\":1,\"id\":2}", NOTHING), "not JSON"),
                refused(Pipes.raw("{\"frame\":\"loaded\",\"id\":1} {}", NOTHING), "not JSON"),
                refused(Pipes.raw("{\"frame\":\"verdict\",\"id\":1}", NOTHING), "unknown frame 'verdict'"),
                refused(Pipes.raw("{\"frame\":\"loaded\",\"id\":\"1\"}", NOTHING), "expected a whole number as 'id'"),
                refused(
                        Pipes.raw("{\"frame\":\"loaded\",\"id\":99999999999999999999}", NOTHING),
                        "expected a whole number as 'id'"),
                refused(result("{\"class\":\"java.lang.Runtime\"}", NOTHING), "of no known kind"),
                refused(result(nested, NOTHING), "nesting"),
                refused(result("{\"tensor\":\"OBJECT\",\"shape\":[1],\"offset\":0}", NOTHING), "unknown element type"),
                refused(
                        result("{\"tensor\":\"FLOAT32\",\"shape\":[-1],\"offset\":0}", NOTHING),
                        "an axis of a tensor is -1"),
                refused(result("{\"tensor\":\"FLOAT32\",\"shape\":[1.5],\"offset\":0}", NOTHING), "no whole numbers"),
                refused(
                        result("{\"tensor\":\"FLOAT32\",\"shape\":[60000,60000,60000],\"offset\":0}", NOTHING),
                        "length of a tensor"),
                refused(
                        result("{\"tensor\":\"FLOAT32\",\"shape\":[17],\"offset\":0}", new byte[64]),
                        "end of a tensor is 68"),
                refused(
                        result("{\"tensor\":\"FLOAT32\",\"shape\":[1],\"offset\":64}", new byte[64]),
                        "end of a tensor is 68"),
                refused(
                        result("{\"tensor\":\"FLOAT32\",\"shape\":[1],\"offset\":4}", new byte[64]),
                        "no multiple of 64"),
                refused(
                        result("{\"tensor\":\"FLOAT32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"offset\":0}", new byte[64]),
                        "rank of a tensor is 9"),
                refused(result("{\"real\":\"0x\"}", NOTHING), "is not a number"),
                refused(result("{\"text\":\"" + "a".repeat(70_000) + "\"}", NOTHING), "length of 'text'"),
                refused(result("{\"model\":{\"n_layers\":0}}", NOTHING), ""));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("hostile")
    @DisplayName("what is no frame")
    void refuses(byte[] bytes, String rule) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pipes.read(bytes))
                .withMessageContaining(rule);
    }

    /** What a guessing parser would read. */
    private static byte[] inEncoding(String charset) {
        byte[] header = "\ufeff{\"frame\":\"loaded\",\"id\":1}".getBytes(Charset.forName(charset));
        return Pipes.raw("", header.length, 0, header);
    }

    private static byte[] result(String value, byte[] body) {
        return Pipes.raw("{\"frame\":\"returned\",\"id\":1,\"result\":" + value + "}", body);
    }

    private static Arguments refused(byte[] bytes, String rule) {
        return Arguments.of(bytes, rule);
    }
}
