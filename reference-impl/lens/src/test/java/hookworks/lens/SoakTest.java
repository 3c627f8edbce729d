package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {
    /** What allocators and compiled code move; one cached run left open in four would be over 250 MiB. */
    private static final long NOISE_MIB = 64;

    @Test
    @DisplayName("two thousand cached runs, with hooks that throw and caches left open, keep memory flat")
    void flat(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        // a heap that is there from the start, so that what grows is native
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms192m",
                        "-Xmx192m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-Dai.djl.offline=true",
                        "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Soak.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();

        List<String> said = Files.readAllLines(output);
        assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
        long grownKib = Long.parseLong(said.getLast());
        System.out.printf("soak: resident memory grew by %d KiB%n", grownKib);
        assertThat(grownKib).isLessThan(NOISE_MIB * 1024);
    }
}
