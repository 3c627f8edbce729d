package hookworks.lens.hub;

import static hookworks.lens.hub.FakeHub.COMMIT;
import static hookworks.lens.hub.FakeHub.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("without the hub")
class OfflineTest {
    @TempDir
    private Path cache;

    private FakeHub hub;
    private Visitor mary;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().has("config.json", "{}").hasLarge("model.safetensors", bytes(1000));
        mary = Visitor.of(hub, cache);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Kind failure(Visitor visitor, String file, String... inMessage) {
        return assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> visitor.snapshot(file))
                .withMessageContainingAll(inMessage)
                .actual()
                .kind();
    }

    /** As huggingface_hub 0.36 leaves it, with the files it adds for itself. */
    private Path pythonsFolder() throws IOException {
        Files.writeString(cache.resolve("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55");
        Path repo = cache.resolve("models--ada--tiny");
        Path snapshot = Files.createDirectories(repo.resolve("snapshots/" + COMMIT));
        Files.createDirectories(repo.resolve("blobs"));
        Files.createDirectories(repo.resolve("refs"));
        Files.createDirectories(repo.resolve(".no_exist/" + COMMIT));
        Files.createFile(repo.resolve(".no_exist/" + COMMIT + "/added_tokens.json"));
        Files.writeString(repo.resolve("refs/main"), COMMIT);
        Files.writeString(repo.resolve("blobs/9e26dfeeb6e641a33dae4961196235bdb965b21b"), "{}");
        Files.createSymbolicLink(
                snapshot.resolve("config.json"), Path.of("../../blobs/9e26dfeeb6e641a33dae4961196235bdb965b21b"));
        Files.createSymbolicLink(snapshot.resolve("gone.json"), Path.of("../../blobs/gone"));
        return snapshot;
    }

    @Test
    @DisplayName("a folder that Python's client left serves its files, by branch and by commit")
    void readsPythonsFolder() throws IOException {
        Path snapshot = pythonsFolder();
        assertThat(mary.offline().snapshot("config.json")).isEqualTo(snapshot);
        try (ModelHub client = mary.offline().hub()) {
            assertThat(client.files(FakeHub.REPO, "main")).containsExactly("config.json");
            assertThat(client.snapshot(FakeHub.REPO, COMMIT, WantedFiles.of("config.json")))
                    .isEqualTo(snapshot);
        }
        assertThat(hub.hubAsked).isEmpty();
    }

    @Test
    @DisplayName("a link whose content is gone counts as missing, and is mended when the hub is back")
    void danglingLink() throws IOException {
        Path snapshot = pythonsFolder();
        assertThat(failure(mary.offline(), "gone.json", "has no 'gone.json'")).isEqualTo(Kind.OFFLINE);
        hub.has("gone.json", "[]");
        mary.snapshot("config.json", "gone.json");
        assertThat(snapshot.resolve("gone.json")).hasContent("[]");
        assertThat(hub.count("HEAD", hub.filePath("config.json"))).isZero();
    }

    @Test
    @DisplayName("a repository or file that is not cached is an error that says how to get it")
    void notCached() {
        assertThat(failure(
                        mary.offline(), "config.json", "the cache has nothing of 'ada/tiny'", "unset HF_HUB_OFFLINE"))
                .isEqualTo(Kind.OFFLINE);
        mary.snapshot("config.json");
        assertThat(failure(mary.offline(), "model.safetensors", "has no 'model.safetensors' of 'ada/tiny'", "unset"))
                .isEqualTo(Kind.OFFLINE);
        try (ModelHub client = mary.offline().hub()) {
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> client.modelSnapshot(FakeHub.REPO, "main"))
                    .withMessageContaining("has no 'model.safetensors'")
                    .extracting(HubException::kind)
                    .isEqualTo(Kind.OFFLINE);
        }
    }

    @Test
    @DisplayName("a ref that names no commit leads nowhere")
    void damagedRef() throws IOException {
        pythonsFolder();
        Files.writeString(cache.resolve("models--ada--tiny/refs/main"), "../../../escaped");
        assertThat(failure(mary.offline(), "config.json", "the cache has nothing of"))
                .isEqualTo(Kind.OFFLINE);
    }

    @Test
    @DisplayName("what an earlier call brought is used where the hub cannot be reached, and the listener is told")
    void outage() {
        Path folder = mary.snapshot("config.json");
        hub.close();
        assertThat(mary.snapshot("config.json")).isEqualTo(folder);
        assertThat(mary.outages)
                .singleElement()
                .satisfies(why -> assertThat(why.kind()).isEqualTo(Kind.UNREACHABLE));
        assertThat(failure(mary, "model.safetensors", "cannot reach '127.0.0.1'", "has no 'model.safetensors'"))
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    @DisplayName("a refusal is an error although an earlier call has brought the file")
    void refusalIsNoOutage() {
        mary.snapshot("config.json");
        hub.next("GET", hub.listingPath("main"), FakeHub.status(403));
        assertThat(failure(mary, "config.json", "accept the conditions")).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(mary.outages).isEmpty();
    }
}
