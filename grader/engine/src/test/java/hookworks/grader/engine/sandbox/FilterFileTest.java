package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The file with the filter of system calls")
class FilterFileTest {
    private static final byte[] PROGRAM = "a filter".repeat(100).getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("is written once, and again when somebody has cleaned the temporary folder or cut it short")
    void again(@TempDir Path folder) throws Exception {
        var filter = new FilterFile(PROGRAM, folder);
        Path first = filter.path();
        assertThat(filter.path()).isEqualTo(first).hasBinaryContent(PROGRAM);

        Files.delete(first);
        Path second = filter.path();
        assertThat(second).hasBinaryContent(PROGRAM);

        Files.write(second, new byte[8]);
        assertThat(filter.path()).hasBinaryContent(PROGRAM);
    }

    @Test
    @DisplayName("stops a worker's start where the disk is full, saying so, and no longer than it is full")
    void full(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), "64k")) {
            Path ballast = disk.fill();
            var filter = new FilterFile(PROGRAM, disk.folder());
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatIOException()
                        .isThrownBy(filter::path)
                        .withMessageContaining("the filter of system calls can't be kept in the temporary folder")
                        .withMessageContaining("No space left on device");
            }
            assertThat(disk.folder()).isDirectoryNotContaining("glob:**.seccomp");

            Files.delete(ballast);
            assertThat(filter.path()).hasBinaryContent(PROGRAM);
        }
    }

    @Test
    @DisplayName("stops a worker's start where there is no temporary folder")
    void noFolder(@TempDir Path folder) {
        assertThatIOException()
                .isThrownBy(new FilterFile(PROGRAM, folder.resolve("gone"))::path)
                .withMessageContaining("gone");
    }
}
