package hookworks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker's class path")
class WorkerClassPathTest {
    private static final Path FOLDER = Path.of(System.getProperty("hookworks.worker.lib"));

    @Test
    @DisplayName("is these jars and no other")
    void jars() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(WorkerClassPathTest::name))
                    .containsExactlyInAnyOrder(
                            "api",
                            "commons-codec",
                            "commons-compress",
                            "commons-io",
                            "ejml-core",
                            "ejml-ddense",
                            "error_prone_annotations",
                            "gson",
                            "hookworks-exercises",
                            "hookworks-lens",
                            "hookworks-protocol",
                            "hookworks-worker",
                            "jackson-annotations",
                            "jackson-core",
                            "jackson-databind",
                            "jna",
                            "jspecify",
                            "pytorch-engine",
                            "pytorch-jni",
                            "pytorch-native",
                            "slf4j-api",
                            "slf4j-simple",
                            "tokenizers");
        }
    }

    /** Without the version; libtorch is the one that the build chose. */
    private static String name(Path jar) {
        return jar.getFileName()
                .toString()
                .replaceAll("-\\d.*", "")
                .replaceFirst("^(pytorch-native)-(cpu|cu128)$", "$1");
    }

    @Test
    @DisplayName("holds no solution, no hidden test and nothing of the engine or the server")
    void nothingPrivate() throws IOException {
        List<Path> jars;
        try (var files = Files.list(FOLDER)) {
            jars = files.toList();
        }
        for (Path jar : jars) {
            try (var file = new JarFile(jar.toFile())) {
                assertThat(file.stream().map(ZipEntry::getName))
                        .as(jar.toString())
                        .isNotEmpty()
                        .noneMatch(name -> name.startsWith("hookworks/solutions")
                                || name.startsWith("hookworks/grader/suites")
                                || name.startsWith("hookworks/grader/engine")
                                || name.startsWith("hookworks/server"));
            }
        }
    }
}
