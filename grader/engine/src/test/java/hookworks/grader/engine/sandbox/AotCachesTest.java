package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The cache of a worker's classes")
class AotCachesTest {
    private static final WorkerLimits LIMITS = WorkerLimits.standard();

    private final Sandbox sandbox = BubblewrapSandbox.find().orElseThrow();

    @TempDir
    private Path home;

    private WorkerImage image;

    @BeforeEach
    void findImage() throws IOException {
        image = WorkerImage.ofThisInstallation("cpu");
    }

    @Test
    @DisplayName("is made once, and every worker maps it; where it is damaged, a worker does without")
    void madeOnce() throws IOException {
        WorkerImage cached = caches(home).prepare(image);
        Path file = cached.cache().folder().orElseThrow().resolve(AotCache.CACHE);
        FileTime made = Files.getLastModifiedTime(file);
        assertThat(inMemoryOfAWorker(cached)).contains(AotCache.CACHE);
        assertThat(inMemoryOfAWorker(image)).doesNotContain(AotCache.CACHE);

        assertThat(caches(home).prepare(image)).isEqualTo(cached);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(made);
        assertThat(entries(home)).containsExactly(file.getParent());

        Files.write(file, new byte[10_000]);
        assertThat(inMemoryOfAWorker(cached)).doesNotContain(AotCache.CACHE);
    }

    @Test
    @DisplayName("is made anew for another class path, and of all of them three are kept")
    void oldOnesGo(@TempDir Path jars) throws IOException {
        for (int age = 1; age <= 4; age++) {
            Path old = Files.createDirectory(home.resolve("worker-aot-" + age));
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000L * (10 - age)));
        }
        for (Path jar : entries(image.jars())) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        var other = new WorkerImage(
                image.javaHome(), jars, image.natives(), image.libtorch(), image.device(), image.cache());

        Path made = caches(home).prepare(other).cache().folder().orElseThrow();

        assertThat(entries(home))
                .containsExactlyInAnyOrder(made, home.resolve("worker-aot-1"), home.resolve("worker-aot-2"));
        assertThat(caches(home).prepare(image).cache().folder().orElseThrow()).isNotEqualTo(made);
    }

    @Test
    @DisplayName("is done without, and nothing of it is left, where no worker warms up or nothing can be written")
    void doneWithout(@TempDir Path empty) throws IOException {
        var broken = new WorkerImage(
                image.javaHome(), empty, image.natives(), image.libtorch(), image.device(), image.cache());

        assertThat(caches(home).prepare(broken)).isEqualTo(broken);
        assertThat(entries(home)).isEmpty();
        assertThat(caches(home.resolve("nowhere")).prepare(image)).isEqualTo(image);
    }

    private AotCaches caches(Path folder) {
        return new AotCaches(sandbox, LIMITS, folder);
    }

    /** The files that a warm worker's JVM has mapped, as the kernel lists them. */
    private String inMemoryOfAWorker(WorkerImage of) throws IOException {
        try (ConfinedProcess worker = sandbox.start(of, LIMITS)) {
            byte[] ready = worker.process().getInputStream().readNBytes(3);
            assertThat(ready).asString(StandardCharsets.US_ASCII).isEqualTo("HKW");
            var maps = new StringBuilder();
            for (ProcessHandle each : worker.process().descendants().toList()) {
                maps.append(Files.readString(Path.of("/proc/%d/maps".formatted(each.pid()))));
            }
            return maps.toString();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
