package hookworks.lens.hub;

import static hookworks.lens.hub.FakeHub.bytes;
import static hookworks.lens.hub.FakeHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a hub's answer that is no file")
class RefusedTest {
    @TempDir
    private Path folder;

    private Path cache;
    private FakeHub hub;
    private Visitor mary;

    @BeforeEach
    void start() throws IOException {
        cache = folder.resolve("cache");
        hub = new FakeHub().has("config.json", "{}").hasLarge("model.safetensors", bytes(1000));
        mary = Visitor.of(hub, cache);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Kind failure(Visitor visitor, String... inMessage) {
        return assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> visitor.snapshot("config.json", "model.safetensors"))
                .withMessageContainingAll(inMessage)
                .actual()
                .kind();
    }

    private void nextListing(HttpHandler mishap) {
        hub.next("GET", hub.listingPath("main"), mishap);
    }

    @Test
    @DisplayName("401 says whether a token was sent, and which variable to set")
    void unauthorized() {
        nextListing(status(401, "X-Error-Message", "Invalid username or password."));
        assertThat(failure(
                        mary.withoutToken(),
                        "cannot get the list of files of 'ada/tiny' (revision main)",
                        "answered 401 (Invalid username or password.)",
                        "no token was sent",
                        "set HF_TOKEN"))
                .isEqualTo(Kind.NOT_ALLOWED);
        nextListing(status(401));
        assertThat(failure(mary, "the token that was sent is not valid", hub.endpoint() + "/ada/tiny"))
                .isEqualTo(Kind.NOT_ALLOWED);
        assertThat(mary.pauses).isEmpty();
    }

    @Test
    @DisplayName("403 says where the conditions are to be accepted")
    void gated() {
        hub.next("HEAD", hub.filePath("config.json"), status(403, "X-Error-Code", "GatedRepo"));
        assertThat(failure(
                        mary,
                        "cannot get 'config.json' of 'ada/tiny'",
                        "403 (GatedRepo)",
                        "has not been given access",
                        "accept the conditions at " + hub.endpoint() + "/ada/tiny"))
                .isEqualTo(Kind.NOT_ALLOWED);
        hub.next("HEAD", hub.filePath("config.json"), status(403));
        failure(mary.withoutToken(), "the repository is gated, and no token was sent");
    }

    @Test
    @DisplayName("404 tells a repository, a revision and a file apart")
    void notFound() {
        nextListing(status(404, "X-Error-Code", "RepoNotFound"));
        assertThat(failure(mary, "there is no such repository")).isEqualTo(Kind.NOT_FOUND);
        nextListing(status(404, "X-Error-Code", "RevisionNotFound"));
        assertThat(failure(mary, "no revision 'main'", hub.endpoint() + "/ada/tiny/tree/main"))
                .isEqualTo(Kind.NOT_FOUND);
        hub.next("HEAD", hub.filePath("config.json"), status(404));
        assertThat(failure(mary, "the repository has no such file")).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    @DisplayName("500 is asked again")
    void serverErrorThenOk() {
        nextListing(status(500));
        hub.next("HEAD", hub.filePath("config.json"), status(502));
        assertThat(mary.snapshot("config.json").resolve("config.json")).hasContent("{}");
        assertThat(mary.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("500 each time is an error that says how often it was asked")
    void serverError() {
        for (int attempt = 0; attempt < 3; attempt++) {
            nextListing(status(500));
        }
        assertThat(failure(mary, "answered 500", "tried 3 times; ask again later"))
                .isEqualTo(Kind.SERVER);
        assertThat(hub.count("GET", hub.listingPath("main"))).isEqualTo(3);
    }

    @Test
    @DisplayName("400 is not asked again")
    void badRequest() {
        nextListing(status(400));
        assertThat(failure(mary, "answered 400", "check that HF_ENDPOINT")).isEqualTo(Kind.SERVER);
        assertThat(mary.pauses).isEmpty();
    }

    @Test
    @DisplayName("none at all names the host and the settings to check")
    void unreachable() {
        hub.close();
        assertThat(failure(mary, "cannot reach '127.0.0.1'", "tried 3 times", "HF_ENDPOINT", "HF_HUB_OFFLINE=1"))
                .isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @DisplayName("with a hostile file name is refused before anything is written")
    @ValueSource(
            strings = {
                "../escaped",
                "/etc/passwd",
                "a/../../escaped",
                "a\\..\\escaped",
                "a//b",
                "./a",
                "a/",
                "",
                "a\\u0000b",
                ".."
            })
    void hostileNames(String name) throws IOException {
        String json = "{\"sha\":\"%s\",\"siblings\":[{\"rfilename\":\"%s\"}]}"
                .formatted(FakeHub.COMMIT, name.contains("u0000") ? name : name.replace("\\", "\\\\"));
        nextListing(FakeHub.body(json.getBytes(StandardCharsets.UTF_8)));
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> mary.snapshot(WantedFiles.matching(every -> true)))
                .withMessageContainingAll("lists the file", "nothing was written")
                .extracting(HubException::kind)
                .isEqualTo(Kind.UNTRUSTED);
        assertThat(folder).isEmptyDirectory();
        assertThat(Files.exists(folder.resolveSibling("escaped"))).isFalse();
    }

    @ParameterizedTest
    @DisplayName("with a hostile ETag is refused before anything is written")
    @ValueSource(strings = {"\"../../../escaped\"", "\"..\"", "\"\"", "\"a/b\"", "\"a.incomplete\"", "W/\"C:\\\\x\""})
    void hostileEtags(String etag) {
        hub.headersOf("config.json", Map.of("ETag", etag));
        assertThat(failure(mary, "the hub names its content")).isEqualTo(Kind.UNTRUSTED);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @DisplayName("with a hostile commit is refused before anything is written")
    @ValueSource(
            strings = {
                "{\"sha\":\"../../escaped\"}",
                "{\"sha\":7}",
                "{}",
                "[]",
                "",
                "<html>please sign in</html>",
                "{\"sha\":\"0123456789ABCDEF0123456789abcdef01234567\"}"
            })
    void hostileListings(String json) {
        nextListing(FakeHub.body(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(failure(mary, "check that HF_ENDPOINT is a hub")).isEqualTo(Kind.UNTRUSTED);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("without end is cut off at the limit of a listing")
    void endlessListing() {
        nextListing(FakeHub.body(new byte[(16 << 20) + 1]));
        assertThat(failure(mary, "more than 16777216 bytes")).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    @DisplayName("for another commit, or of no countable size, is refused")
    void otherCommit() {
        hub.headersOf("config.json", Map.of("X-Repo-Commit", "b".repeat(40)));
        assertThat(failure(mary, "answered for the commit 'bbb")).isEqualTo(Kind.UNTRUSTED);
        hub.headersOf("config.json", Map.of("X-Linked-Size", "-5"));
        assertThat(failure(mary, "says X-Linked-Size: -5")).isEqualTo(Kind.UNTRUSTED);
        hub.headersOf("config.json", Map.of("ETag", ""));
        assertThat(failure(mary, "sent no ETag")).isEqualTo(Kind.SERVER);
    }

    @Test
    @DisplayName("that redirects in a circle, or to no web address, is refused")
    void redirects() {
        hub.headersOf("model.safetensors", Map.of("Location", hub.filePath("model.safetensors")));
        assertThat(failure(mary, "redirects more than 5 times")).isEqualTo(Kind.SERVER);
        hub.headersOf("model.safetensors", Map.of("Location", "file:///etc/passwd"));
        assertThat(failure(mary, "redirects to 'file://")).isEqualTo(Kind.UNTRUSTED);
        hub.headersOf("model.safetensors", Map.of("Location", "http://a b"));
        assertThat(failure(mary, "redirects to something that is no address")).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    @DisplayName("cannot write into a message what would look like another line of it")
    void controlCharacters() {
        assertThat(Printable.of("a\nb\u001b[2J\u202e")).isEqualTo("a?b?[2J?");
        assertThat(Printable.of("x".repeat(1000))).hasSize(203).endsWith("...");
    }

    @ParameterizedTest
    @DisplayName("is not even asked for where the repository's name cannot be one")
    @ValueSource(
            strings = {"gpt2", "a/b/c", "../x", "a/..", "/a", "a/", "a b/c", "a/b?x", "a\\b/c", "a/b--c", "a/-b", "a/b."
            })
    void badRepos(String repo) {
        try (ModelHub client = mary.hub()) {
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> client.files(repo, "main"))
                    .withMessageContaining("'%s' cannot be a repository", repo)
                    .extracting(HubException::kind)
                    .isEqualTo(Kind.BAD_NAME);
        }
        assertThat(hub.hubAsked).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("is not even asked for where the revision cannot be one")
    @ValueSource(strings = {"", "../x", "/main", "a//b", "a/", "a b", "a\\b", "refs/.hidden", "a..b", "a?b"})
    void badRevisions(String revision) {
        try (ModelHub client = mary.hub()) {
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> client.files(FakeHub.REPO, revision))
                    .extracting(HubException::kind)
                    .isEqualTo(Kind.BAD_NAME);
        }
        assertThat(hub.hubAsked).isEmpty();
    }
}
