package hookworks.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The switch between light and dark: a form and a cookie, so that it works without a script. */
final class ThemePages implements Pages {
    private static final String COOKIE = "hookworks-theme";
    private static final int A_YEAR = 365 * 24 * 60 * 60;

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/theme", this::choose);
    }

    static Theme of(Context ctx) {
        return Theme.withKey(ctx.cookie(COOKIE)).orElse(Theme.SYSTEM);
    }

    private void choose(Context ctx) {
        String given = ctx.formParam("theme");
        Theme chosen = Theme.withKey(given)
                .orElseThrow(() -> new BadRequestResponse(
                        "there is no theme '%s': choose one with the buttons at the foot of a page".formatted(given)));
        ctx.cookie(Cookies.lasting(ctx, COOKIE, chosen.key(), A_YEAR));
        ctx.redirect(LocalAddress.orHome(ctx.formParam("back")), HttpStatus.SEE_OTHER);
    }
}
