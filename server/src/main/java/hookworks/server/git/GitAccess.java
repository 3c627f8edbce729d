package hookworks.server.git;

import hookworks.server.students.Student;
import hookworks.server.students.Students;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets students into their own repository, and one push to it at a time. */
final class GitAccess implements Filter {
    private static final String STUDENT = GitAccess.class.getName() + ".student";
    private static final int LOCK_SECONDS = 60;

    private final Students students;
    private final StudentRepositories repositories;

    GitAccess(Students students, StudentRepositories repositories) {
        this.students = students;
        this.repositories = repositories;
    }

    static Student studentOf(HttpServletRequest request) {
        return (Student) request.getAttribute(STUDENT);
    }

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) in;
        var response = (HttpServletResponse) out;
        Optional<Student> known = authenticated(request.getHeader("Authorization"));
        if (known.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Hookworks\", charset=\"UTF-8\"");
            say(response, HttpServletResponse.SC_UNAUTHORIZED, """
                    the user name is your handle and the password your personal token, and these two do not fit
                    whoever runs the course can issue you a new token""");
            return;
        }
        Student student = known.get();
        if (!owns(student, request.getPathInfo())) {
            say(response, HttpServletResponse.SC_FORBIDDEN, """
                    this repository is not yours, %s
                    yours is /git/%s.git: git remote set-url origin with that address""".formatted(student.name(), student.handle()));
            return;
        }
        request.setAttribute(STUDENT, student);
        if (isPush(request)) {
            oneAtATime(student, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Student> authenticated(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        String credentials;
        try {
            credentials =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int colon = credentials.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : students.withToken(credentials.substring(colon + 1))
                        .filter(student -> student.handle().equals(credentials.substring(0, colon)));
    }

    private static boolean owns(Student student, @Nullable String path) {
        return path != null && path.startsWith("/%s.git/".formatted(student.handle()));
    }

    private static boolean isPush(HttpServletRequest request) {
        return request.getPathInfo().endsWith("/git-receive-pack")
                || "git-receive-pack".equals(request.getParameter("service"));
    }

    private void oneAtATime(
            Student student, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ReentrantLock lock = repositories.lockOf(student.handle());
        if (!acquired(lock)) {
            say(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, """
                    another push to this repository has been under way for %d s
                    wait for it to end, then push again""".formatted(LOCK_SECONDS));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            lock.unlock();
        }
    }

    private static boolean acquired(ReentrantLock lock) throws IOException {
        try {
            return lock.tryLock(LOCK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a push waited for an earlier one; the server stops", interrupted);
        }
    }

    /** Git shows plain text to its user. */
    private static void say(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().println(text);
    }
}
