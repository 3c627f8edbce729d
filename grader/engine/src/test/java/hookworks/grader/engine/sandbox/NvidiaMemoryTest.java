package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The memory of a GPU")
class NvidiaMemoryTest {
    @ParameterizedTest(name = "of {0}: {1} MiB")
    @CsvSource({"cuda:0, 81559", "cuda:1, 15360"})
    @DisplayName("is what the driver's tool says about that one")
    void asked(String device, int mebibytes, @TempDir Path folder) throws IOException {
        Path tool = tool(folder, """
                case "$*" in
                *memory.total*--id=0) echo 81559 ;;
                *memory.total*--id=1) echo 15360 ;;
                esac""");
        assertThat(NvidiaMemory.toldBy(tool.toString()).mebibytes(device)).hasValue(mebibytes);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"echo No devices were found; exit 6", "echo '[N/A]'", "exit 9", "echo"})
    @DisplayName("is unknown where that tool knows nothing")
    void knowsNothing(String script, @TempDir Path folder) throws IOException {
        assertThat(NvidiaMemory.toldBy(tool(folder, script).toString()).mebibytes("cuda:0"))
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    @DisplayName("is unknown where there is no such tool, and of what is no GPU")
    void noTool(@TempDir Path folder) {
        NvidiaMemory none = NvidiaMemory.toldBy(folder.resolve("nvidia-smi").toString());
        assertThat(none.mebibytes("cuda:0")).isEmpty();
        assertThat(NvidiaMemory.ofThisMachine().mebibytes("cpu")).isEmpty();
    }

    private static Path tool(Path folder, String script) throws IOException {
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }
}
