package hookworks.lens.hub;

import static hookworks.lens.hub.FakeHub.COMMIT;
import static hookworks.lens.hub.FakeHub.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a snapshot")
class SnapshotTest {
    private static final byte[] WEIGHTS = bytes(100_000);

    @TempDir
    private Path cache;

    private FakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().has("config.json", "{}").hasLarge("model.safetensors", WEIGHTS);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path repo() {
        return cache.resolve("models--ada--tiny");
    }

    @Test
    @DisplayName("lies in the cache as huggingface_hub would have laid it out")
    void layout() throws IOException {
        hub.has("onnx/deep/config.json", "[]");
        Path folder = Visitor.of(hub, cache).snapshot("config.json", "model.safetensors", "onnx/deep/config.json");

        assertThat(folder).isEqualTo(repo().resolve("snapshots").resolve(COMMIT));
        assertThat(repo().resolve("refs/main")).hasContent(COMMIT);
        assertThat(Files.readSymbolicLink(folder.resolve("config.json")))
                .hasToString("../../blobs/9e26dfeeb6e641a33dae4961196235bdb965b21b"); // git hash-object of {}
        assertThat(Files.readSymbolicLink(folder.resolve("onnx/deep/config.json")))
                .hasToString("../../../../blobs/0637a088a01e8ddab3bf3fa98dbe804cbde1a0dc");
        assertThat(Files.readSymbolicLink(folder.resolve("model.safetensors")))
                .hasToString("../../blobs/" + FakeHub.sha256(WEIGHTS));
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(repo().resolve("blobs").toFile().list()).hasSize(3);
    }

    @Test
    @DisplayName("asks the hub with the token, and the store it redirects to without")
    void tokenStaysAtTheHub() {
        Visitor.of(hub, cache).snapshot("config.json", "model.safetensors");

        assertThat(hub.hubAsked)
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.header("Authorization")).contains("Bearer hf_secret"));
        assertThat(hub.storeAsked).hasSize(1).allSatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.header("Authorization")).isEmpty();
        });
    }

    @Test
    @DisplayName("follows the hub's own redirect of a renamed repository, with the token")
    void renamed() {
        hub.next("GET", hub.listingPath("main"), FakeHub.status(307, "Location", hub.listingPath("renamed")));
        hub.next(
                "HEAD",
                hub.filePath("config.json"),
                FakeHub.status(307, "Location", hub.filePath("config.json") + "?renamed"));
        assertThat(Visitor.of(hub, cache).snapshot("config.json").resolve("config.json"))
                .hasContent("{}");
        assertThat(hub.count("HEAD", hub.filePath("config.json") + "?renamed")).isEqualTo(1);
        assertThat(hub.hubAsked)
                .allSatisfy(asked -> assertThat(asked.header("Authorization")).isPresent());
    }

    @Test
    @DisplayName("asks for no file that the commit's folder already has")
    void secondCall() {
        Path first = Visitor.of(hub, cache).snapshot("config.json", "model.safetensors");
        hub.hubAsked.clear();
        hub.storeAsked.clear();
        Path second = Visitor.of(hub, cache).snapshot("config.json", "model.safetensors");

        assertThat(second).isEqualTo(first);
        assertThat(hub.hubAsked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.path()).isEqualTo(hub.listingPath("main")));
        assertThat(hub.storeAsked).isEmpty();
    }

    @Test
    @DisplayName("of a new commit fetches only what changed, and the branch moves on when all is there")
    void newCommit() throws IOException {
        Visitor.of(hub, cache).snapshot("config.json", "model.safetensors");
        hub.commit = "f".repeat(40);
        hub.has("config.json", "{\"a\":1}");
        hub.next("GET", hub.filePath("config.json"), FakeHub.status(404));
        hub.storeAsked.clear();

        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> Visitor.of(hub, cache).snapshot("config.json"));
        assertThat(repo().resolve("refs/main")).hasContent(COMMIT);

        Path folder = Visitor.of(hub, cache).snapshot("config.json", "model.safetensors");
        assertThat(folder.resolve("config.json")).hasContent("{\"a\":1}");
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(hub.storeAsked).isEmpty();
        assertThat(repo().resolve("refs/main")).hasContent("f".repeat(40));
    }

    @Test
    @DisplayName("brings optional files where there are any, and says which required ones there are not")
    void wanted() {
        hub.has("tokenizer.json", "{}").has("README.md", "hello");
        Path folder = Visitor.of(hub, cache)
                .snapshot(WantedFiles.of("config.json").andIfPresent("tokenizer.json", "vocab.json"));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("config.json", "tokenizer.json");
        Visitor.of(hub, cache).snapshot(WantedFiles.matching(name -> name.endsWith(".md")));
        assertThat(folder.resolve("README.md")).hasContent("hello");

        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> Visitor.of(hub, cache).snapshot("vocab.json", "config.json"))
                .withMessageContaining("'ada/tiny' (revision main) has no 'vocab.json'")
                .withMessageContaining("it has 'README.md', 'config.json', 'model.safetensors', 'tokenizer.json'")
                .extracting(HubException::kind)
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    @DisplayName("asks for a branch with a slash and a file with a space as one part of the address each")
    void encodes() {
        hub.has("a b+c%.txt", "odd");
        try (ModelHub client = Visitor.of(hub, cache).hub()) {
            Path folder = client.snapshot(FakeHub.REPO, "refs/pr/1", WantedFiles.of("a b+c%.txt"));
            assertThat(folder.resolve("a b+c%.txt")).hasContent("odd");
            assertThat(client.files(FakeHub.REPO, "refs/pr/1")).contains("a b+c%.txt", "config.json");
        }
        assertThat(hub.count("GET", hub.listingPath("refs%2Fpr%2F1"))).isEqualTo(2);
        assertThat(hub.count("GET", hub.filePath("a%20b%2Bc%25.txt"))).isEqualTo(1);
        assertThat(repo().resolve("refs/refs/pr/1")).hasContent(COMMIT);
    }

    @Test
    @DisplayName("has empty files too")
    void emptyFile() {
        hub.has("empty", "");
        assertThat(Visitor.of(hub, cache).snapshot("empty").resolve("empty")).isEmptyFile();
    }

    @Test
    @DisplayName("tells how its files come, from their first byte to their last")
    void progress() {
        Visitor grace = Visitor.of(hub, cache);
        grace.snapshot("model.safetensors");

        var total = OptionalLong.of(WEIGHTS.length);
        assertThat(grace.steps).startsWith(new Visitor.Step("model.safetensors", 0, total));
        assertThat(grace.steps).endsWith(new Visitor.Step("model.safetensors", WEIGHTS.length, total));
        assertThat(grace.steps).extracting(Visitor.Step::bytes).isSorted();
    }

    @Test
    @DisplayName("fetches again a blob that is shorter than the hub says")
    void damagedBlob() throws IOException {
        Path blobs = Files.createDirectories(repo().resolve("blobs"));
        Files.write(blobs.resolve(FakeHub.sha256(WEIGHTS)), new byte[10]);
        assertThat(Visitor.of(hub, cache).snapshot("model.safetensors").resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS);
    }

    @Test
    @DisplayName("comes from a hub that says no size, and names contents by no checksum")
    void plainServer() {
        hub.headersOf("model.safetensors", Map.of("X-Linked-Etag", "W/\"version-1\"", "X-Linked-Size", ""));
        Path folder = Visitor.of(hub, cache).snapshot("model.safetensors");
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(repo().resolve("blobs/version-1")).exists();
    }

    @Test
    @DisplayName("asks the store for bytes only, also where the hub's redirect has a plain ETag")
    void storeIsNotAskedForHeaders() {
        hub.headersOf("model.safetensors", Map.of("X-Linked-Etag", "", "ETag", "\"plain\""));
        Visitor.of(hub, cache).snapshot("model.safetensors");
        assertThat(hub.storeAsked).extracting(FakeHub.Asked::method).containsExactly("GET");
        assertThat(repo().resolve("blobs/plain")).hasBinaryContent(WEIGHTS);
    }

    @Test
    @DisplayName("holds copies where links cannot be made")
    void copies() throws IOException {
        var etag = new Etag("abc");
        for (Linker refusing : List.<Linker>of(
                (link, target) -> {
                    throw new UnsupportedOperationException("no links here");
                },
                (link, target) -> {
                    throw new IOException("a required privilege is not held");
                })) {
            var repo = new CachedRepo(cache, RepoId.parse(FakeHub.REPO), refusing);
            Files.createDirectories(repo.blob(etag).resolveSibling(""));
            Files.writeString(repo.blob(etag), "content");
            repo.name(COMMIT, "deep/file", etag);
            Path file = repo.snapshot(COMMIT).resolve("deep/file");
            assertThat(file).isRegularFile().hasContent("content");
            assertThat(Files.isSymbolicLink(file)).isFalse();
            assertThat(repo.folder().resolve("blobs").toFile().list()).containsExactly("abc");
        }
    }
}
