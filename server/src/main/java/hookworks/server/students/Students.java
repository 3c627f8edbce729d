package hookworks.server.students;

import hookworks.server.database.Database;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Everyone who takes the course, and their personal tokens. Thread-safe. */
public final class Students {
    private static final Pattern HANDLE = Pattern.compile("[a-z][a-z0-9-]{0,38}");
    private static final String TOKEN_MARK = "hw_";

    private final Database database;
    private final Clock clock;
    private final Secrets secrets;

    public Students(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.secrets = new Secrets(random);
    }

    /** Adds a student; the handle must be new. */
    public Student enrol(String handle, String name) {
        if (!HANDLE.matcher(handle).matches()) {
            throw new IllegalArgumentException(
                    "handle '%s' cannot be used: take 1 to 39 of a-z, 0-9 and -, a letter first".formatted(handle));
        }
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("name '%s' cannot be used: take 1 to 200 characters".formatted(name));
        }
        return database.commitDurably(connection -> enrolIn(connection, handle, name));
    }

    /** Issues a new token, which ends the student's earlier ones and signs their browsers out. It cannot be shown again. */
    public PersonalToken issueToken(StudentId student) {
        var token = new PersonalToken(TOKEN_MARK + secrets.draw());
        database.commitDurably(handle -> {
            handle.createUpdate("delete from personal_tokens where student_id = :student")
                    .bind("student", student.value())
                    .execute();
            handle.createUpdate("delete from browser_sessions where student_id = :student")
                    .bind("student", student.value())
                    .execute();
            return handle.createUpdate("""
                    insert into personal_tokens (hash, student_id, issued_at) values (:hash, :student, :now)
                    """)
                    .bind("hash", Secrets.hashOf(token.secret()))
                    .bind("student", student.value())
                    .bind("now", clock.instant())
                    .execute();
        });
        return token;
    }

    /** The student whose token this is, where it is one. */
    public Optional<Student> withToken(String secret) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select s.id, s.handle, s.name
                from personal_tokens t
                join students s on s.id = t.student_id
                where t.hash = :hash
                """)
                        .bind("hash", Secrets.hashOf(secret))
                        .map(Students::read)
                        .findOne());
    }

    public Optional<Student> withHandle(String name) {
        return database.jdbi().withHandle(handle -> withHandleIn(handle, name));
    }

    public Optional<Student> withId(StudentId student) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id, handle, name from students where id = :id")
                        .bind("id", student.value())
                        .map(Students::read)
                        .findOne());
    }

    static Student read(ResultSet row, StatementContext ignored) throws SQLException {
        return new Student(new StudentId(row.getLong("id")), row.getString("handle"), row.getString("name"));
    }

    private Student enrolIn(Handle connection, String handle, String name) {
        withHandleIn(connection, handle).ifPresent(taken -> {
            throw new IllegalArgumentException(
                    "handle '%s' already belongs to %s; choose another".formatted(handle, taken.name()));
        });
        long id = connection
                .createUpdate("insert into students (handle, name, enrolled_at) values (:handle, :name, :now)")
                .bind("handle", handle)
                .bind("name", name)
                .bind("now", clock.instant())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        return new Student(new StudentId(id), handle, name);
    }

    private static Optional<Student> withHandleIn(Handle connection, String handle) {
        return connection
                .createQuery("select id, handle, name from students where handle = :handle")
                .bind("handle", handle)
                .map(Students::read)
                .findOne();
    }
}
