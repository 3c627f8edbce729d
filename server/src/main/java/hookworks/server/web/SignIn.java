package hookworks.server.web;

import hookworks.server.students.Sessions;
import hookworks.server.students.Student;
import hookworks.server.students.StudentId;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;

/** Who a request comes from, by the session cookie. Thread-safe. */
public final class SignIn {
    private static final String COOKIE = "hookworks-session";
    private static final String STUDENT = "hookworks.student";

    private final Sessions sessions;

    public SignIn(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The student who is signed in, looked up once for each request. */
    public static Optional<Student> studentOf(Context ctx) {
        return Optional.ofNullable(ctx.attribute(STUDENT));
    }

    /** The student who is signed in; a browser without one is sent to sign in and comes back afterwards. */
    public static Student requiredOf(Context ctx) {
        return studentOf(ctx).orElseThrow(() -> new UnauthorizedResponse("this page is yours only once you sign in"));
    }

    public void open(Context ctx, StudentId student) {
        ctx.cookie(Cookies.ofSession(ctx, COOKIE, sessions.open(student)));
    }

    public void close(Context ctx) {
        String secret = ctx.cookie(COOKIE);
        if (secret != null) {
            sessions.close(secret);
        }
        ctx.cookie(Cookies.expired(ctx, COOKIE));
    }

    void recognise(Context ctx) {
        String secret = ctx.cookie(COOKIE);
        if (secret != null) {
            sessions.of(secret).ifPresent(student -> ctx.attribute(STUDENT, student));
        }
    }
}
