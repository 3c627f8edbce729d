package hookworks.server.web;

import static java.net.http.HttpRequest.BodyPublishers.fromPublisher;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.server.database.Database;
import hookworks.server.students.Sessions;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the web server")
class HookworksServerTest {
    private final HttpClient browser = HttpClient.newHttpClient();
    private final LiveStreams streams = new LiveStreams(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private Database database;
    private HookworksServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        database = Database.inFolder(folder);
        server = serverWith(HookworksServerTest::brokenPage);
        server.start(0);
    }

    @AfterEach
    void stop() {
        server.stop();
        database.close();
    }

    @Test
    @DisplayName("lets a page load and run nothing but what comes from itself")
    void contentPolicy() throws Exception {
        String policy =
                get("/nowhere").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    @DisplayName("answers an unknown address with a page that leads back")
    void notFound() throws Exception {
        HttpResponse<String> answer = get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such page", "Nothing is at /nowhere", "Course home");
    }

    @Test
    @DisplayName("answers its own fault with an id to ask about, and keeps the rest to its log")
    void fault() throws Exception {
        HttpResponse<String> answer = get("/broken");

        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Something broke on our side", id).doesNotContain("a secret", "Exception");
    }

    @Test
    @DisplayName("refuses a form that another site posts, or nobody")
    void foreignForms() throws Exception {
        String own = "http://localhost:" + server.port();

        assertThat(post("/theme", "theme=dark&back=/", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/theme", "theme=dark&back=/", "null").statusCode()).isEqualTo(403);
        assertThat(post("/theme", "theme=dark&back=/", own + ".evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/theme", "theme=dark&back=/", own).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest(name = "as {0}")
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    @DisplayName("takes no large form, whether or not its length is told first")
    void largeForms(String type) throws Exception {
        String large = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n%s\r\n--x--\r\n"
                .formatted("a".repeat(100_000));

        for (BodyPublisher body : List.of(ofString(large), fromPublisher(ofString(large)))) {
            HttpResponse<String> answer = browser.send(form("/theme", type, body), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("at most 65,536 bytes", "Course home");
        }
    }

    @ParameterizedTest(name = "posted from {0}")
    @ValueSource(strings = {"http://localhost:%d", "http://evil.example"})
    @DisplayName("hears a sender out before it refuses a form, so that the answer arrives")
    void hearsOut(String origin) throws Exception {
        try (var sender = new Socket("localhost", server.port());
                OutputStream out = sender.getOutputStream()) {
            out.write("""
                    POST /theme HTTP/1.1\r
                    Host: localhost:%d\r
                    Origin: %s\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 1000000\r
                    Connection: close\r
                    \r
                    """.formatted(server.port(), origin.formatted(server.port()))
                    .getBytes(UTF_8));
            for (int piece = 0; piece < 1_000; piece++) {
                out.write("a".repeat(1_000).getBytes(UTF_8));
            }

            assertThat(new String(sender.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 4")
                    .contains("Course home");
        }
    }

    @Test
    @DisplayName("goes back to its own pages only, after a form")
    void goesBackHome() throws Exception {
        String own = "http://localhost:" + server.port();

        for (String foreign : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
            assertThat(post("/theme", "theme=dark&back=" + foreign, own)
                            .headers()
                            .firstValue("Location"))
                    .as("after %s", foreign)
                    .hasValueSatisfying(to -> assertThat(to).doesNotContain("evil"));
        }
    }

    @Test
    @DisplayName("sets cookies that scripts and other sites do not get")
    void cookies() throws Exception {
        HttpResponse<String> answer = post("/theme", "theme=dark&back=/", "http://localhost:" + server.port());

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("hookworks-theme=dark", "HttpOnly", "SameSite=Lax");
    }

    @Test
    @DisplayName("lets a browser keep assets for ever, and gives out nothing beside them")
    void assets() throws Exception {
        Matcher link = Pattern.compile("rel=\"stylesheet\" href=\"([^\"]+)\"")
                .matcher(get("/nowhere").body());
        assertThat(link.find()).isTrue();
        String style = link.group(1);

        HttpResponse<String> answer = get(style);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        String folder = style.substring(0, style.lastIndexOf('/'));
        assertThat(get(folder + "/..%2Ftemplates%2Flayout.mustache").statusCode())
                .isBetween(400, 404);
        assertThat(get(folder + "/nothing.css").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("says which port is taken and what to do")
    void portInUse() throws IOException {
        try (var taken = new ServerSocket(0)) {
            HookworksServer second = serverWith(routes -> {});

            assertThatThrownBy(() -> second.start(taken.getLocalPort()))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("cannot listen on port %d".formatted(taken.getLocalPort()))
                    .hasMessageContaining("--port");
        }
    }

    private HookworksServer serverWith(Pages pages) {
        var sessions = new Sessions(database, Clock.systemUTC(), new SecureRandom(), Duration.ofHours(1));
        return new HookworksServer(
                new Templates(), new SignIn(sessions), List.of(pages), streams, new Random(1), servlets -> {});
    }

    private static void brokenPage(RoutesConfig routes) {
        routes.get("/broken", ctx -> {
            throw new IOException("a secret");
        });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String origin)
            throws IOException, InterruptedException {
        return browser.send(
                request(path)
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest form(String path, String type, BodyPublisher body) {
        return request(path)
                .header("Origin", "http://localhost:" + server.port())
                .header("Content-Type", type)
                .POST(body)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(server.port(), path)))
                .timeout(Duration.ofSeconds(10));
    }
}
