package hookworks.server.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** Cookies of ours: not for scripts, not for other sites, and only over TLS where the request came so. */
final class Cookies {
    private static final int UNTIL_THE_BROWSER_CLOSES = -1;

    private Cookies() {}

    static Cookie lasting(Context ctx, String name, String value, int seconds) {
        var cookie = new Cookie(name, value, "/", seconds, ctx.req().isSecure(), true);
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }

    static Cookie ofSession(Context ctx, String name, String value) {
        return lasting(ctx, name, value, UNTIL_THE_BROWSER_CLOSES);
    }

    static Cookie expired(Context ctx, String name) {
        return lasting(ctx, name, "", 0);
    }
}
