package hookworks.lens.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The native tokenizer library")
class TokenizerLibraryTest {
    @TempDir
    private Path folder;

    /** Loads the library in a process of its own, since a process loads it once. */
    static final class Loads {
        private Loads() {}

        public static void main(String[] arguments) {
            try {
                TokenizerLibrary.load();
            } catch (TokenizerException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private String outputOfLoading(Path cache) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loads.class.getName()))
                .redirectErrorStream(true);
        builder.environment().put("DJL_CACHE_DIR", cache.toString());
        Path output = folder.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("is unpacked from its jar, without a setting and without the net")
    void unpacked() throws IOException, InterruptedException {
        Path cache = folder.resolve("cache");
        assertThat(outputOfLoading(cache)).isEmpty();
        try (var files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .asString()
                    .contains("tokenizers", "-cpu-");
        }
    }

    @Test
    @DisplayName("says where it could not be unpacked")
    void notUnpacked() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(outputOfLoading(file))
                .contains("cannot load the tokenizer library")
                .contains("unpacked once into '%s' (see DJL_CACHE_DIR)".formatted(file.resolve("tokenizers")));
    }

    @Test
    @DisplayName("leaves PyTorch the engine, though its jar brings an engine of its own")
    void engine() {
        TokenizerLibrary.load();
        assertThat(Engine.getInstance().getEngineName()).isEqualTo("PyTorch");
    }
}
