package hookworks.lens.weights;

import static hookworks.lens.weights.PickleWriter.axes;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hookworks.lens.weights.PickleWriter.View;
import hookworks.lens.weights.ZipWriter.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileZipTest {
    private static final byte[] PICKLE = PickleWriter.pickle()
            .orderedDict()
            .entry("w", View.floats(4, 0, axes(4), axes(1)))
            .stop();
    private static final byte[] STORAGE = Checkpoints.floats(4);
    private static final int GIBIBYTE = 1 << 30;
    private static final int UNIX_LINK = 0xa1ff0000;

    @TempDir
    private Path folder;

    static Stream<Arguments> members() {
        return Stream.of(
                file(
                        "a bomb",
                        zip().member("m/data/1", new byte[9], m -> m.deflated(GIBIBYTE)),
                        "'m/data/1' is compressed"),
                file(
                        "a size that lies",
                        zip().member("m/x", new byte[9], m -> m.sized(9, GIBIBYTE)),
                        "'m/x' is compressed"),
                file(
                        "a size beyond the end",
                        zip().member("m/x", new byte[9], m -> m.sized(900, 900)),
                        "reaches beyond"),
                file(
                        "a size of 64 bits that is not given",
                        zip().member("m/x", new byte[9], m -> m.sized(-1, -1)),
                        "has no size"),
                file("an encrypted member", zip().member("m/x", new byte[9], m -> m.flagged(1)), "is encrypted"),
                file(
                        "a symbolic link",
                        zip().member("m/x", new byte[9], m -> m.attributed(UNIX_LINK)),
                        "is a symbolic link"),
                file("a member twice", zip().member("m/data/0", STORAGE), "'m/data/0' comes twice"),
                file("a second pickle", zip().member("n/data.pkl", PICKLE), "2 members NAME/data.pkl"),
                file("no pickle", new ZipWriter().member("m/data/0", STORAGE), "0 members NAME/data.pkl"),
                file("a way up", zip().member("m/../../x", STORAGE), "leads elsewhere"),
                file("a root", zip().member("/etc/passwd", STORAGE), "leads elsewhere"),
                file("a backslash", zip().member("m\\x", STORAGE), "leads elsewhere"),
                file(
                        "a control character",
                        zip().member("m/\u0007", STORAGE),
                        "'m/\\u0007' has a name that leads elsewhere"),
                file("an overlap", zip().member("m/x", STORAGE, m -> m.at(1)), "within the member before it"),
                file("another name in the member", zip().member("m/x", STORAGE, m -> m.named("m/y")), "is not at byte"),
                file("a member in the directory", zip().member("m/x", STORAGE, m -> m.at(GIBIBYTE)), "reaches beyond"),
                file("an unknown byte order", zip().member("m/byteorder", new byte[] {'?'}), "byte order is '?'"),
                file("a long byte order", zip().member("m/byteorder", new byte[99]), "has 99 bytes; the limit is 16"));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                file(
                        "one member more",
                        zip().ending(e -> new End(e.members() + 1, e.begin(), e.bytes())),
                        "breaks off"),
                file(
                        "one member less",
                        zip().ending(e -> new End(1, e.begin(), e.bytes())),
                        "announces 1 members, but"),
                file("a shifted directory", zip().ending(e -> new End(2, e.begin() - 1, e.bytes() + 1)), "no record"),
                file("a longer directory", zip().ending(e -> new End(2, e.begin(), e.bytes() + 1)), "does not end at"),
                file("a directory beyond the end", zip().ending(e -> new End(2, -1, e.bytes())), "does not end at"),
                arguments(
                        "a byte more", Arrays.copyOf(zip().bytes(), zip().bytes().length + 1), "or something follows"),
                arguments("no end at all", Arrays.copyOf(zip().bytes(), 40), "the download probably stopped early"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"members", "ends"})
    @DisplayName("is refused, and the complaint names the file and what was wrong")
    void refuses(String what, byte[] bytes, String complaint) throws IOException {
        Path path = Files.write(folder.resolve("model.pt"), bytes);
        assertThatExceptionOfType(WeightsException.class)
                .as(what)
                .isThrownBy(() -> TorchFile.open(path).close())
                .withMessageContaining("cannot read '%s': ".formatted(path))
                .withMessageContaining(complaint);
    }

    private static ZipWriter zip() {
        return new ZipWriter().member("m/data.pkl", PICKLE).member("m/data/0", STORAGE);
    }

    private static Arguments file(String what, ZipWriter zip, String complaint) {
        return arguments(what, zip.bytes(), complaint);
    }
}
