package hookworks.lens.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hub on the loopback interface with one repository, or more where a test says so, and beside it the store that large
 * files are redirected to.
 * Answers as the public hub does, unless a test scripts a mishap for a path.
 */
final class FakeHub implements AutoCloseable {
    static final String REPO = "ada/tiny";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");
    private static final Pattern LISTING = Pattern.compile("/api/models/([^/]+/[^/]+)/revision/.*");
    private static final Pattern FILE = Pattern.compile("/([^/]+/[^/]+)/resolve/([^/]+)/(.+)");

    /** What a server was asked. */
    record Asked(String method, String path, Headers headers) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.getFirst(name));
        }
    }

    final List<Asked> hubAsked = new CopyOnWriteArrayList<>();
    final List<Asked> storeAsked = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, byte[]>> repositories = new ConcurrentHashMap<>();
    private final Map<String, byte[]> large = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedDeque<HttpHandler>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> headers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer hub;
    private final HttpServer store;
    volatile String commit = COMMIT;

    FakeHub() throws IOException {
        hub = server(hubAsked, this::answerAsHub);
        store = server(storeAsked, this::answerAsStore);
    }

    private HttpServer server(List<Asked> log, HttpHandler usual) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            log.add(new Asked(exchange.getRequestMethod(), path, exchange.getRequestHeaders()));
            try (exchange) {
                var script = scripts.get(exchange.getRequestMethod() + " " + path);
                HttpHandler scripted = script == null ? null : script.poll();
                (scripted == null ? usual : scripted).handle(exchange);
            }
        });
        server.start();
        return server;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    private URI storeEndpoint() {
        return URI.create("http://127.0.0.1:" + store.getAddress().getPort());
    }

    FakeHub has(String name, byte[] content) {
        return has(REPO, name, content);
    }

    FakeHub has(String repo, String name, byte[] content) {
        repositories.computeIfAbsent(repo, key -> new ConcurrentSkipListMap<>()).put(name, content);
        return this;
    }

    FakeHub has(String name, String content) {
        return has(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that the hub keeps in its store. */
    FakeHub hasLarge(String name, byte[] content) {
        large.put(sha256(content), content);
        return has(name, content);
    }

    /** Answers so the next time, then as usual again; several are used up in order. */
    void next(String method, String path, HttpHandler mishap) {
        scripts.computeIfAbsent(method + " " + path, key -> new ConcurrentLinkedDeque<>())
                .add(mishap);
    }

    /** Headers that a file's answers have instead of the usual ones; an empty one is left out. */
    void headersOf(String name, Map<String, String> changed) {
        headers.put(name, changed);
    }

    String listingPath(String revision) {
        return "/api/models/" + REPO + "/revision/" + revision;
    }

    String filePath(String name) {
        return "/" + REPO + "/resolve/" + commit + "/" + name;
    }

    static String storePath(byte[] content) {
        return "/store/" + sha256(content);
    }

    long count(String method, String path) {
        return hubAsked.stream()
                .filter(asked -> asked.method().equals(method) && asked.path().equals(path))
                .count();
    }

    static HttpHandler status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static HttpHandler body(byte[] content) {
        return exchange -> send(exchange, 200, content);
    }

    /** Promises the whole content, or its rest from {@code start}, and breaks off the connection before its end. */
    static HttpHandler cut(byte[] content, int start, int end) {
        return exchange -> {
            if (start > 0) {
                exchange.getResponseHeaders().add("Content-Range", contentRange(start, content.length));
            }
            exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
            OutputStream out = exchange.getResponseBody();
            out.write(content, start, end - start);
            out.flush();
        };
    }

    private void answerAsHub(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher listing = LISTING.matcher(path);
        if (listing.matches() && repositories.containsKey(listing.group(1))) {
            send(exchange, 200, listing(listing.group(1)).getBytes(StandardCharsets.UTF_8));
            return;
        }
        Matcher file = FILE.matcher(path);
        boolean isFile = file.matches() && file.group(2).equals(commit);
        String name = isFile ? file.group(3) : "";
        byte[] content =
                isFile ? repositories.getOrDefault(file.group(1), Map.of()).get(name) : null;
        if (content == null) {
            status(404, "X-Error-Code", "EntryNotFound").handle(exchange);
            return;
        }
        exchange.getResponseHeaders().add("X-Repo-Commit", commit);
        if (large.containsKey(sha256(content))) {
            exchange.getResponseHeaders().add("X-Linked-Etag", "\"" + sha256(content) + "\"");
            exchange.getResponseHeaders().add("X-Linked-Size", String.valueOf(content.length));
            exchange.getResponseHeaders().add("Location", storeEndpoint() + storePath(content));
            change(exchange.getResponseHeaders(), name);
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"" + gitSha1(content) + "\"");
        change(exchange.getResponseHeaders(), name);
        sendRange(exchange, content);
    }

    private void answerAsStore(HttpExchange exchange) throws IOException {
        byte[] content = large.get(exchange.getRequestURI().getPath().substring("/store/".length()));
        if (content == null) {
            status(404).handle(exchange);
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"the-store-has-names-of-its-own\"");
        sendRange(exchange, content);
    }

    private void change(Headers usual, String name) {
        headers.getOrDefault(name, Map.of()).forEach((header, value) -> {
            usual.remove(header);
            if (!value.isEmpty()) {
                usual.add(header, value);
            }
        });
    }

    private String listing(String repo) {
        var siblings = repositories.getOrDefault(repo, Map.of()).keySet().stream()
                .map(name -> "{\"rfilename\":\"%s\"}".formatted(name.replace("\\", "\\\\")))
                .toList();
        return "{\"id\":\"%s\",\"sha\":\"%s\",\"siblings\":%s}".formatted(repo, commit, siblings);
    }

    private static void sendRange(HttpExchange exchange, byte[] content) throws IOException {
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        int start = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        if (start > 0 && start >= content.length) {
            status(416).handle(exchange);
        } else if (start > 0) {
            exchange.getResponseHeaders().add("Content-Range", contentRange(start, content.length));
            send(exchange, 206, Arrays.copyOfRange(content, start, content.length));
        } else {
            send(exchange, 200, content);
        }
    }

    private static String contentRange(int start, int length) {
        return "bytes %d-%d/%d".formatted(start, length - 1, length);
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content);
            exchange.getResponseBody().close();
        }
    }

    static String sha256(byte[] content) {
        return hex("SHA-256", content);
    }

    static String gitSha1(byte[] content) {
        byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, whole, header.length, content.length);
        return hex("SHA-1", whole);
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Content that no two sizes share. */
    static byte[] bytes(int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 31 + i / 256 + size);
        }
        return content;
    }

    @Override
    public void close() {
        hub.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }
}
