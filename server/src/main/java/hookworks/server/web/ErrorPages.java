package hookworks.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reader sees when something went wrong: what, why, what to do, an id to ask about, and a way back. */
final class ErrorPages implements Pages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    @Override
    public void register(RoutesConfig routes) {
        routes.exception(UnauthorizedResponse.class, (problem, ctx) -> askToSignIn(ctx));
        routes.exception(
                ForbiddenResponse.class,
                (problem, ctx) -> show(
                        ctx,
                        HttpStatus.FORBIDDEN,
                        new Problem(
                                "This was refused",
                                said(problem),
                                "Go back to the page, reload it, and try again from there.")));
        routes.exception(
                BadRequestResponse.class,
                (problem, ctx) -> show(
                        ctx,
                        HttpStatus.BAD_REQUEST,
                        new Problem("This request cannot be understood", said(problem), "Go back and try again.")));
        routes.exception(
                ContentTooLargeResponse.class,
                (problem, ctx) -> show(
                        ctx,
                        HttpStatus.CONTENT_TOO_LARGE,
                        new Problem("This is too large", said(problem), "Go back and send less.")));
        routes.exception(NotFoundResponse.class, (problem, ctx) -> ctx.status(HttpStatus.NOT_FOUND));
        routes.exception(Exception.class, this::fail);
        routes.error(
                404,
                "*",
                ctx -> show(
                        ctx,
                        HttpStatus.NOT_FOUND,
                        new Problem(
                                "There is no such page",
                                "Nothing is at %s, or it belongs to someone else.".formatted(ctx.path()),
                                "Check the address, or start from the course home.")));
    }

    private record Problem(String title, String why, String remedy) {}

    private void fail(Exception problem, Context ctx) {
        String id = ctx.attribute(RequestGuard.REQUEST_ID);
        LOG.error("request {} failed: {} {}", id, ctx.method(), ctx.path(), problem);
        show(
                ctx,
                HttpStatus.INTERNAL_SERVER_ERROR,
                new Problem(
                        "Something broke on our side",
                        "It is not something that you did. What you submitted before is kept.",
                        "Try again in a minute. If it happens again, tell your instructor the request id below."));
    }

    private void askToSignIn(Context ctx) {
        if (ctx.path().endsWith("/events")) {
            ctx.status(HttpStatus.UNAUTHORIZED).result("sign in first");
        } else {
            ctx.redirect(
                    "/sign-in?next=" + URLEncoder.encode(ctx.path(), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
        }
    }

    private static void show(Context ctx, HttpStatus status, Problem problem) {
        ctx.status(status).render("error.mustache", Map.of("problem", problem));
    }

    private static String said(Exception problem) {
        String message = String.valueOf(problem.getMessage());
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }
}
