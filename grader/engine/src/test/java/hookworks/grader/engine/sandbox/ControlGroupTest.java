package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain folders are hierarchies in which no group can be made: the kernel puts no files into them. */
@DisplayName("A control group that can't be made")
class ControlGroupTest {
    private final Path root;

    ControlGroupTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    @DisplayName("is none, where there is no hierarchy at all")
    void noHierarchy() {
        assertThat(ControlGroup.createBelow(root.resolve("none"), WorkerLimits.standard()))
                .isEmpty();
    }

    @Test
    @DisplayName("is none, and leaves nothing behind, where version 2 has no controllers for it")
    void noControllers() throws IOException {
        Files.createFile(root.resolve("cgroup.controllers"));

        assertThat(ControlGroup.createBelow(root, WorkerLimits.standard())).isEmpty();

        assertThat(root).isDirectoryNotContaining("glob:**hookworks-*");
    }

    @Test
    @DisplayName("is none, and leaves nothing behind, where version 1 knows no such limit")
    void noLimit() throws IOException {
        Path memory = Files.createDirectory(root.resolve("memory"));

        assertThat(ControlGroup.createBelow(root, WorkerLimits.standard())).isEmpty();

        assertThat(memory).isEmptyDirectory();
    }
}
