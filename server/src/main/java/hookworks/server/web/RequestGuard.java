package hookworks.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What stands before every page: an id to ask about, headers that keep others out, and no form from another site or
 * without end.
 */
final class RequestGuard {
    static final String REQUEST_ID = "hookworks.request";
    static final long MAX_FORM_BYTES = 64 * 1024;

    /** How much is still read of a form that no page reads: more than any page's own, and nothing that costs us. */
    private static final long MAX_DISCARDED_BYTES = 1024 * 1024;

    /**
     * Everything from this server and nothing inline. htmx is told to add no style of its own, and KaTeX builds
     * elements instead of HTML, so that not even style-src needs an exception.
     */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()");

    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final RandomGenerator ids;

    RequestGuard(RandomGenerator ids) {
        this.ids = ids;
    }

    void register(RoutesConfig routes) {
        routes.before(this::name);
        routes.before(this::protect);
        routes.before(this::refuseForeignForms);
        routes.before(RequestGuard::refuseLargeForms);
        routes.after(RequestGuard::hearOut);
    }

    private void name(Context ctx) {
        String id = "%08x".formatted(ids.nextInt());
        ctx.attribute(REQUEST_ID, id);
        ctx.header("X-Request-Id", id);
    }

    private void protect(Context ctx) {
        HEADERS.forEach(ctx::header);
        if (!ctx.path().startsWith(Assets.ROOT + "/")) {
            ctx.header("Cache-Control", "private, no-cache");
        }
    }

    /** A browser sends the origin of each form that it posts; without one, or with another's, nothing is changed. */
    private void refuseForeignForms(Context ctx) {
        if (SAFE.contains(ctx.method())) {
            return;
        }
        String origin = ctx.header("Origin");
        String host = ctx.header("Host");
        if (origin == null || host == null || !origin.matches("https?://" + Pattern.quote(host))) {
            throw new ForbiddenResponse("this form was sent from '%s', not from this site, so nothing was changed"
                    .formatted(origin == null ? "nowhere" : origin));
        }
    }

    /** Before anything is kept, and of every kind: Javalin itself bounds neither multipart forms nor chunked ones. */
    private static void refuseLargeForms(Context ctx) {
        if (ctx.req().getContentLengthLong() > MAX_FORM_BYTES || ctx.header("Transfer-Encoding") != null) {
            throw new ContentTooLargeResponse(
                    "a form here has at most %,d bytes, and says in advance how many".formatted(MAX_FORM_BYTES));
        }
    }

    /**
     * Reads what no page wanted of a form, also where it was refused. A connection that closes on unread bytes is reset,
     * which can overtake the answer: the sender would see a broken connection instead of what was wrong.
     */
    private static void hearOut(Context ctx) throws IOException {
        if (!SAFE.contains(ctx.method())) {
            ctx.bodyInputStream().skip(MAX_DISCARDED_BYTES);
        }
    }
}
