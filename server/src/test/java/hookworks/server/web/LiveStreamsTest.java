package hookworks.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.database.Database;
import hookworks.server.students.Sessions;
import io.javalin.http.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a live stream")
@Timeout(30)
class LiveStreamsTest {
    private final LiveStreams streams = new LiveStreams(Duration.ofMillis(50), Duration.ofMillis(100));
    private final CompletableFuture<Runnable> wake = new CompletableFuture<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile Snapshot now = new Snapshot(Map.of("summary", "begun"), "1", false);
    private Database database;
    private HookworksServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        database = Database.inFolder(folder);
        var sessions = new Sessions(database, Clock.systemUTC(), new SecureRandom(), Duration.ofHours(1));
        Pages page = routes -> routes.get("/events", this::follow);
        server = new HookworksServer(
                new Templates(), new SignIn(sessions), List.of(page), streams, new Random(1), servlets -> {});
        server.start(0);
    }

    @AfterEach
    void stop() {
        server.stop();
        database.close();
    }

    @Test
    @DisplayName("sends each changed part whole, the mark with the last of them, and says when it is finished")
    void sendsChanges() throws Exception {
        try (var browser = connected()) {
            BufferedReader events = reader(browser);
            assertThat(next(events)).containsExactly("retry: 1000");
            assertThat(next(events)).containsExactly("id: 1", "event: summary", "data: begun");

            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("summary", "begun");
            parts.put("one", "✓ passed\n<b>");
            parts.put("two", "");
            now = new Snapshot(parts, "7", true);
            wake.get().run();

            assertThat(nextEvent(events)).containsExactly("event: one", "data: ✓ passed", "data: <b>");
            assertThat(nextEvent(events)).containsExactly("id: 7", "event: two", "data: ");
            assertThat(nextEvent(events)).containsExactly("event: finished", "data: nothing will follow");
        }
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("is kept alive while nothing happens, and let go of when the browser leaves")
    void keepsAlive() throws Exception {
        try (var browser = connected()) {
            BufferedReader events = reader(browser);
            next(events);
            next(events);

            assertThat(next(events)).containsExactly(": still here");
            assertThat(streams.open()).isEqualTo(1);
        }

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("is refused to whoever follows very many pages already")
    void refusesVeryMany() throws Exception {
        var browsers = new ArrayList<Socket>();
        try {
            for (int at = 0; at < 20; at++) {
                browsers.add(connected());
                next(reader(browsers.getLast()));
            }
            browsers.add(connected());

            assertThat(new String(browsers.getLast().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(" 429 ", "20 of your pages are followed already");
        } finally {
            for (Socket browser : browsers) {
                browser.close();
            }
        }
    }

    @Test
    @DisplayName("ends when the server stops")
    void endsWithTheServer() throws Exception {
        try (var browser = connected()) {
            next(reader(browser));

            server.stop();

            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void follow(Context ctx) {
        streams.stream(ctx, Snapshot.nothing(), waking -> {
            wake.complete(waking);
            return new LiveSource() {
                @Override
                public Snapshot look() {
                    return now;
                }

                @Override
                public void close() {
                    left.countDown();
                }
            };
        });
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write("GET /events HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(next(reader)).anyMatch(header -> header.contains("text/event-stream"));
        return reader;
    }

    /** The next block that is not there only to keep the stream alive. */
    private static List<String> nextEvent(BufferedReader reader) throws IOException {
        List<String> block = next(reader);
        while (block.equals(List.of(": still here"))) {
            block = next(reader);
        }
        return block;
    }

    private static List<String> next(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
