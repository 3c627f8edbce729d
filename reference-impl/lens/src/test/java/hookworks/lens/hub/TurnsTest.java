package hookworks.lens.hub;

import static hookworks.lens.hub.FakeHub.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("two that want the same file")
@Timeout(60)
class TurnsTest {
    private static final byte[] WEIGHTS = bytes(100_000);

    @TempDir
    private Path cache;

    private FakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().hasLarge("model.safetensors", WEIGHTS);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    @DisplayName("take turns, and the second finds what the first has brought")
    void takeTurns() throws Exception {
        var secondWaits = new CountDownLatch(1);
        var firstIsDone = new CountDownLatch(1);
        hub.next("GET", FakeHub.storePath(WEIGHTS), exchange -> {
            await(secondWaits);
            FakeHub.body(WEIGHTS).handle(exchange);
        });
        var settings = new HubSettings(hub.endpoint(), cache, Optional.empty(), false, Visitor.LIMITS);
        Pauses turns = time -> {
            secondWaits.countDown();
            assertThat(firstIsDone.await(30, TimeUnit.SECONDS)).isTrue();
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                ModelHub one = new ModelHub(settings, turns, DownloadProgress.SILENT);
                ModelHub other = new ModelHub(settings, turns, DownloadProgress.SILENT)) {
            List<Future<Path>> folders = new ArrayList<>();
            for (ModelHub each : List.of(one, other)) {
                folders.add(threads.submit(() -> {
                    Path folder = each.snapshot(FakeHub.REPO, "main", WantedFiles.of("model.safetensors"));
                    firstIsDone.countDown();
                    return folder;
                }));
            }
            for (Future<Path> folder : folders) {
                assertThat(folder.get().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
            }
        }
        assertThat(hub.storeAsked).hasSize(1);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    @DisplayName("wait for each other no longer than the limit, and the error names lock and limit")
    void lockLimit() throws IOException {
        Path file = cache.resolve("blob.lock");
        List<Duration> pauses = new ArrayList<>();
        try (BlobLock _ = BlobLock.acquire(file, Duration.ofSeconds(1), pauses::add)) {
            assertThat(pauses).isEmpty();
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> BlobLock.acquire(file, Duration.ofSeconds(1), pauses::add))
                    .withMessageContainingAll(file.toString(), "for 1 s")
                    .extracting(HubException::kind)
                    .isEqualTo(Kind.TIMED_OUT);
            assertThat(pauses).hasSize(5).containsOnly(Duration.ofMillis(200));
        }
        BlobLock.acquire(file, Duration.ofSeconds(1), pauses::add).close();
        assertThat(pauses).hasSize(5);
    }

    @Test
    @DisplayName("in two processes take turns too")
    void otherProcess() throws IOException, InterruptedException {
        Path file = cache.resolve("blob.lock");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            List<Duration> pauses = new ArrayList<>();
            Pauses endingTheOther = time -> {
                pauses.add(time);
                tell(holder);
                assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            };
            BlobLock.acquire(file, Duration.ofSeconds(1), endingTheOther).close();
            assertThat(pauses).hasSize(1);
        } finally {
            holder.destroy();
        }
    }

    private static void tell(Process holder) {
        try {
            holder.outputWriter().write("done\n");
            holder.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("stop waiting when they are interrupted, and stay so")
    void interrupted() throws IOException {
        Path file = cache.resolve("blob.lock");
        try (BlobLock _ = BlobLock.acquire(file, Duration.ofSeconds(1), Pauses.real())) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> BlobLock.acquire(file, Duration.ofSeconds(1), Pauses.real()))
                    .extracting(HubException::kind)
                    .isEqualTo(Kind.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
