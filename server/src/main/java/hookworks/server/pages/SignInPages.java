package hookworks.server.pages;

import hookworks.server.students.Student;
import hookworks.server.students.Students;
import hookworks.server.web.LocalAddress;
import hookworks.server.web.Pages;
import hookworks.server.web.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens and closes a session with a personal token. */
final class SignInPages implements Pages {
    private final Students students;
    private final SignIn signIn;

    SignInPages(Students students, SignIn signIn) {
        this.students = students;
        this.signIn = signIn;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/sign-in", this::ask);
        routes.post("/sign-in", this::open);
        routes.post("/sign-out", this::close);
    }

    private void ask(Context ctx) {
        String next = LocalAddress.orHome(ctx.queryParam("next"));
        if (SignIn.studentOf(ctx).isPresent()) {
            ctx.redirect(next, HttpStatus.SEE_OTHER);
        } else {
            show(ctx, next, List.of());
        }
    }

    private void open(Context ctx) {
        String next = LocalAddress.orHome(ctx.formParam("next"));
        String token = Objects.requireNonNullElse(ctx.formParam("token"), "").strip();
        Optional<Student> student = students.withToken(token);
        if (student.isPresent()) {
            signIn.open(ctx, student.get().id());
            ctx.redirect(next, HttpStatus.SEE_OTHER);
        } else {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, next, List.of(problemWith(token)));
        }
    }

    private void close(Context ctx) {
        signIn.close(ctx);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    private static void show(Context ctx, String next, List<String> problems) {
        ctx.render("sign-in.mustache", Map.of("next", next, "problems", problems, "isWrong", !problems.isEmpty()));
    }

    /** Says what is wrong with the token's look, and never whether it was once valid. */
    private static String problemWith(String token) {
        if (token.isEmpty()) {
            return "Paste your personal token first.";
        }
        if (!token.startsWith("hw_")) {
            return "That is not a personal token: one starts with hw_. Copy it again, from its first to its last character.";
        }
        return "This token opens nothing. It may be cut short, or a newer one has replaced it. "
                + "Copy it again, or ask your instructor for a new one.";
    }
}
