package hookworks.lens.hub;

import static hookworks.lens.hub.FakeHub.COMMIT;
import static hookworks.lens.hub.FakeHub.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a download")
class DownloadTest {
    private static final byte[] WEIGHTS = bytes(100_000);
    private static final String STORED = FakeHub.storePath(WEIGHTS);
    private static final int HALF = 50_000;

    @TempDir
    private Path cache;

    private final CountDownLatch over = new CountDownLatch(1);
    private FakeHub hub;
    private Visitor mary;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().has("config.json", "{}").hasLarge("model.safetensors", WEIGHTS);
        mary = Visitor.of(hub, cache);
    }

    @AfterEach
    void stop() {
        over.countDown();
        hub.close();
    }

    private Path incomplete() {
        return cache.resolve("models--ada--tiny/blobs/" + FakeHub.sha256(WEIGHTS) + ".incomplete");
    }

    private void weightsAreWhole() {
        assertThat(mary.snapshot("model.safetensors").resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS);
        assertThat(incomplete()).doesNotExist();
    }

    private Kind failure(Visitor visitor, String... inMessage) {
        var thrown = assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> visitor.snapshot("model.safetensors"))
                .withMessageContainingAll(inMessage);
        return thrown.actual().kind();
    }

    private Optional<String> lastRange() {
        return hub.storeAsked.getLast().header("Range");
    }

    @Test
    @DisplayName("goes on where the connection was cut, after pauses that double")
    void resumes() {
        hub.next("GET", STORED, FakeHub.cut(WEIGHTS, 0, HALF));
        hub.next("GET", STORED, FakeHub.cut(WEIGHTS, HALF, 80_000));
        weightsAreWhole();

        assertThat(hub.storeAsked)
                .extracting(asked -> asked.header("Range"))
                .containsExactly(Optional.empty(), Optional.of("bytes=50000-"), Optional.of("bytes=80000-"));
        assertThat(mary.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("that is cut too often says so, and the next call goes on from there")
    void keepsWhatCame() {
        for (int attempt = 0; attempt < 3; attempt++) {
            hub.next("GET", STORED, FakeHub.cut(WEIGHTS, attempt * 1000, (attempt + 1) * 1000));
        }
        assertThat(failure(
                        mary,
                        "broke off while it sent 'model.safetensors' of 'ada/tiny'",
                        "tried 3 times; ask again, since what has come is kept"))
                .isEqualTo(Kind.UNREACHABLE);
        assertThat(incomplete()).hasSize(3000);
        weightsAreWhole();
        assertThat(lastRange()).contains("bytes=3000-");
    }

    @Test
    @DisplayName("starts over where the server ignores what we have and sends everything")
    void rangeIgnored() {
        hub.next("GET", STORED, FakeHub.cut(WEIGHTS, 0, HALF));
        hub.next("GET", STORED, FakeHub.body(WEIGHTS));
        weightsAreWhole();
        assertThat(lastRange()).contains("bytes=50000-");
    }

    @Test
    @DisplayName("starts over where the server sends another range than was asked for")
    void rangeMistaken() {
        hub.next("GET", STORED, FakeHub.cut(WEIGHTS, 0, HALF));
        hub.next("GET", STORED, FakeHub.cut(WEIGHTS, 60_000, 70_000));
        weightsAreWhole();
        assertThat(lastRange()).isEmpty();
    }

    @Test
    @DisplayName("of unknown size is whole when the server has no more")
    void rangeBeyondTheEnd() throws IOException {
        hub.headersOf("model.safetensors", Map.of("X-Linked-Size", ""));
        Files.createDirectories(incomplete().resolveSibling(""));
        Files.write(incomplete(), bytes(200_000));
        weightsAreWhole();
        assertThat(lastRange()).isEmpty();
    }

    @Test
    @DisplayName("that an earlier call left longer than the file starts over")
    void leftTooLong() throws IOException {
        Files.createDirectories(incomplete().resolveSibling(""));
        Files.write(incomplete(), bytes(100_001));
        weightsAreWhole();
    }

    @Test
    @DisplayName("with a wrong checksum is deleted and says what was expected; the next one starts over")
    void wrongChecksum() {
        byte[] other = bytes(100_000);
        other[77]++;
        hub.next("GET", STORED, FakeHub.body(other));
        assertThat(failure(
                        mary,
                        "came damaged",
                        FakeHub.sha256(other),
                        "announced was " + FakeHub.sha256(WEIGHTS),
                        "deleted"))
                .isEqualTo(Kind.DAMAGED);
        assertThat(incomplete().resolveSibling("").toFile().list()).isEmpty();
        assertThat(cache.resolve("models--ada--tiny/refs/main")).doesNotExist();
        weightsAreWhole();
    }

    @Test
    @DisplayName("of a file that git keeps is checked as git would")
    void wrongGitChecksum() {
        hub.next("GET", hub.filePath("config.json"), FakeHub.body(new byte[] {'[', ']'}));
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> mary.snapshot("config.json"))
                .withMessageContainingAll(
                        "0637a088a01e8ddab3bf3fa98dbe804cbde1a0dc", "9e26dfeeb6e641a33dae4961196235bdb965b21b");
    }

    @Test
    @DisplayName("with more bytes than were announced is ended and deleted")
    void tooMuch() {
        hub.next("GET", STORED, FakeHub.body(bytes(100_001)));
        assertThat(failure(mary, "more than the 100000 bytes that were announced"))
                .isEqualTo(Kind.DAMAGED);
        assertThat(incomplete()).doesNotExist();
    }

    @Test
    @DisplayName("with fewer bytes than were announced is tried again, and kept")
    void tooLittle() {
        for (int attempt = 0; attempt < 3; attempt++) {
            hub.next("GET", STORED, FakeHub.body(bytes(10)));
        }
        assertThat(failure(mary, "ended at byte 10 of 100000")).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    @DisplayName("larger than the limit is refused before its first byte, or when it turns out to be")
    void limit() {
        var limits = Visitor.LIMITS;
        Visitor frugal = mary.withLimits(
                new HubLimits(limits.answer(), limits.stall(), limits.lock(), limits.attempts(), 99_999));
        assertThat(failure(frugal, "100000 bytes", "the limit is 99999")).isEqualTo(Kind.TOO_LARGE);
        assertThat(hub.storeAsked).isEmpty();

        hub.headersOf("model.safetensors", Map.of("X-Linked-Size", ""));
        assertThat(failure(frugal, "the limit is 99999")).isEqualTo(Kind.TOO_LARGE);
        assertThat(incomplete()).doesNotExist();
    }

    @Test
    @DisplayName("larger than the disk is refused before its first byte")
    void diskTooSmall() {
        hub.headersOf("model.safetensors", Map.of("X-Linked-Size", String.valueOf(1L << 58)));
        var limits = Visitor.LIMITS;
        Visitor greedy = mary.withLimits(
                new HubLimits(limits.answer(), limits.stall(), limits.lock(), limits.attempts(), Long.MAX_VALUE));
        assertThat(failure(greedy, "it needs 288230376151711744 more bytes", "make room"))
                .isEqualTo(Kind.DISK);
        assertThat(hub.storeAsked).isEmpty();
    }

    @Test
    @DisplayName("into a place that is no folder says which")
    void noFolder() throws IOException {
        Path file = Files.writeString(cache.resolve("taken"), "");
        Visitor misled = Visitor.of(hub, file);
        assertThat(failure(misled, file.toString(), "set HF_HOME to another folder"))
                .isEqualTo(Kind.DISK);
    }

    @Test
    @DisplayName("that stalls is given up after the stall time and resumed")
    void stalls() {
        var limits = Visitor.LIMITS;
        mary = mary.withLimits(new HubLimits(
                limits.answer(), Duration.ofMillis(200), limits.lock(), limits.attempts(), limits.maxFileBytes()));
        hub.next("GET", STORED, stallingAfter(HALF));
        weightsAreWhole();
        assertThat(lastRange()).contains("bytes=50000-");

        hub.commit = "a".repeat(40);
        byte[] others = bytes(90_000);
        hub.hasLarge("model.safetensors", others);
        for (int attempt = 0; attempt < 3; attempt++) {
            hub.next("GET", FakeHub.storePath(others), stallingAfter(0));
        }
        assertThat(failure(mary, "sent nothing more", "for 200 ms", "HF_HUB_DOWNLOAD_TIMEOUT"))
                .isEqualTo(Kind.TIMED_OUT);
    }

    private HttpHandler stallingAfter(int count) {
        return exchange -> {
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS, 0, count);
            exchange.getResponseBody().flush();
            awaitEnd();
        };
    }

    private void awaitEnd() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    @DisplayName("from a hub that does not answer is given up after the answer time")
    void noAnswer() {
        var limits = Visitor.LIMITS;
        Visitor hasty = mary.withLimits(
                new HubLimits(Duration.ofMillis(200), limits.stall(), limits.lock(), 1, limits.maxFileBytes()));
        hub.next("HEAD", hub.filePath("model.safetensors"), exchange -> awaitEnd());
        assertThat(failure(hasty, "did not answer within 200 ms", "tried once", "HF_HUB_ETAG_TIMEOUT"))
                .isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    @DisplayName("asks the hub for a fresh address where the store refuses the one it gave")
    void expiredAddress() {
        hub.next("GET", STORED, FakeHub.status(403));
        weightsAreWhole();
        assertThat(hub.count("GET", hub.filePath("model.safetensors"))).isEqualTo(2);
    }

    @Test
    @DisplayName("waits as long as a busy hub asks, and no longer than half a minute")
    void busy() {
        hub.next("HEAD", hub.filePath("model.safetensors"), FakeHub.status(429, "Retry-After", "7"));
        hub.next("HEAD", hub.filePath("model.safetensors"), FakeHub.status(503, "Retry-After", "3600"));
        weightsAreWhole();
        assertThat(mary.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("that its listener ends is resumed by the next one")
    void endedByListener() {
        var settings = new HubSettings(hub.endpoint(), cache, Optional.empty(), false, Visitor.LIMITS);
        DownloadProgress weary = (file, count, total) -> {
            if (count > 0) {
                throw new IllegalStateException("enough");
            }
        };
        try (ModelHub client = new ModelHub(settings, mary.pauses::add, weary)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> client.snapshot(FakeHub.REPO, COMMIT, WantedFiles.of("model.safetensors")));
        }
        assertThat(incomplete()).isNotEmptyFile();
        weightsAreWhole();
        assertThat(lastRange()).isPresent();
    }
}
