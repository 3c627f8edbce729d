package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came back: status and headers, and a body that is still arriving. Closing it ends the transfer. */
record Answer(Request request, HttpResponse<ArrivingBody> response, Duration stall) implements AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(?:[0-9]{1,18}|\\*)");

    int status() {
        return response.statusCode();
    }

    boolean isSuccess() {
        return status() / 100 == 2;
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** Where the server sends us, if it does. */
    Optional<URI> redirect() {
        if (!REDIRECTS.contains(status())) {
            return Optional.empty();
        }
        try {
            return header("Location").map(location -> request.uri().resolve(location));
        } catch (IllegalArgumentException e) {
            throw untrusted("redirects to something that is no address", e);
        }
    }

    /** A header that counts bytes, if there is one. */
    OptionalLong bytesIn(String name) {
        Optional<String> value = header(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(value.get()).matches()) {
            throw untrusted("says %s: %s".formatted(name, Printable.of(value.get())), null);
        }
        return OptionalLong.of(Long.parseLong(value.get()));
    }

    /** The first byte of a partial body, if the server says it sends one. */
    OptionalLong rangeStart() {
        if (status() != 206) {
            return OptionalLong.empty();
        }
        Matcher range = RANGE.matcher(header("Content-Range").orElse(""));
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }

    /** The next bytes of the body; none at its end. */
    List<ByteBuffer> next() throws TransientFailure {
        try {
            return response.body().next(stall);
        } catch (InterruptedException e) {
            throw HubException.interrupted(request.question().toString(), e);
        } catch (TimeoutException e) {
            throw new TransientFailure(
                    Kind.TIMED_OUT,
                    "'%s' sent nothing more of %s for %s"
                            .formatted(request.uri().getHost(), request.question(), Waits.inWords(stall)),
                    "ask again, since what has come is kept, or set HF_HUB_DOWNLOAD_TIMEOUT to more seconds",
                    e);
        } catch (IOException e) {
            throw new TransientFailure(
                    Kind.UNREACHABLE,
                    "'%s' broke off while it sent %s: %s"
                            .formatted(request.uri().getHost(), request.question(), Causes.inWords(e)),
                    "ask again, since what has come is kept",
                    e);
        }
    }

    private HubException untrusted(String what, @Nullable Throwable cause) {
        return new HubException(
                Kind.UNTRUSTED,
                "asked for %s, '%s' %s\nthis is not how a hub answers; check HF_ENDPOINT"
                        .formatted(request.question(), request.uri().getHost(), what),
                cause);
    }

    @Override
    public void close() {
        response.body().close();
    }
}
