package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;

/**
 * Requests to the hub and to the hosts it redirects to. Redirects are followed here and not by the client, so that
 * the token goes to the hub alone. Thread-safe; closing it breaks off what still runs.
 */
final class HubHttp implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;

    private final HubSettings settings;
    private final HttpClient client;

    HubHttp(HubSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.limits().answer())
                .build();
    }

    /** Asks for a body, from wherever the hub keeps it. */
    Answer get(URI uri, Question question, long from) throws TransientFailure {
        return follow(new Request("GET", uri, question, from), (answer, target) -> true);
    }

    /** Asks for headers. The redirect that leads to a file's store has the headers that say which file it is. */
    Answer head(URI uri, Question question) throws TransientFailure {
        return follow(
                new Request("HEAD", uri, question, 0),
                (answer, target) ->
                        isHub(target) && answer.header("X-Linked-Etag").isEmpty());
    }

    /** Whether an address is on the hub's own host, where the token may go. */
    boolean isHub(URI uri) {
        URI hub = settings.endpoint();
        return hub.getScheme().equalsIgnoreCase(uri.getScheme())
                && hub.getHost().equalsIgnoreCase(uri.getHost())
                && port(hub) == port(uri);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private Answer follow(Request first, BiPredicate<Answer, URI> goesOn) throws TransientFailure {
        Request request = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Answer answer = send(request);
            Optional<URI> target = answer.redirect();
            if (target.isEmpty() || !goesOn.test(answer, target.get())) {
                return answer;
            }
            answer.close();
            requireWeb(request, target.get());
            request = request.to(target.get());
        }
        throw new HubException(
                Kind.SERVER,
                "asked for %s, '%s' redirects more than %d times\ncheck HF_ENDPOINT"
                        .formatted(first.question(), settings.endpoint(), MAX_REDIRECTS));
    }

    private static void requireWeb(Request request, URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        boolean downgraded =
                scheme.equals("http") && "https".equalsIgnoreCase(request.uri().getScheme());
        if (target.getHost() == null || downgraded || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new HubException(
                    Kind.UNTRUSTED,
                    "asked for %s, '%s' redirects to '%s'\nthat is not followed, since it is not as safe; check HF_ENDPOINT"
                            .formatted(
                                    request.question(),
                                    request.uri().getHost(),
                                    Printable.of(scheme + "://" + target.getHost())));
        }
    }

    private Answer send(Request request) throws TransientFailure {
        CompletableFuture<HttpResponse<ArrivingBody>> exchange =
                client.sendAsync(httpRequest(request), headers -> new ArrivingBody());
        try {
            HttpResponse<ArrivingBody> response =
                    exchange.get(settings.limits().answer().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(request, response, settings.limits().stall());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw HubException.interrupted(request.question().toString(), e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw noAnswer(request, e);
        } catch (ExecutionException e) {
            throw unreachable(request, e);
        }
    }

    private HttpRequest httpRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), BodyPublishers.noBody())
                .header("User-Agent", "hookworks-lens")
                .header("Accept-Encoding", "identity");
        if (request.from() > 0) {
            builder.header("Range", "bytes=%d-".formatted(request.from()));
        }
        if (isHub(request.uri())) {
            settings.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token));
        }
        return builder.build();
    }

    private TransientFailure noAnswer(Request request, TimeoutException cause) {
        return new TransientFailure(
                Kind.TIMED_OUT,
                "'%s' did not answer within %s when asked for %s"
                        .formatted(
                                request.uri().getHost(),
                                Waits.inWords(settings.limits().answer()),
                                request.question()),
                "set HF_HUB_ETAG_TIMEOUT to more seconds, or %s".formatted(useCache()),
                cause);
    }

    private TransientFailure unreachable(Request request, ExecutionException cause) {
        return new TransientFailure(
                Kind.UNREACHABLE,
                "cannot reach '%s' for %s: %s"
                        .formatted(request.uri().getHost(), request.question(), Causes.inWords(cause)),
                "check the network and HF_ENDPOINT (now '%s'), or %s".formatted(settings.endpoint(), useCache()),
                cause);
    }

    private String useCache() {
        return "set HF_HUB_OFFLINE=1 to use only what is in '%s'".formatted(settings.cache());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
