package hookworks.server.students;

import hookworks.server.database.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signed-in browsers: a secret in a cookie, its hash here, until it expires or is closed. Thread-safe. */
public final class Sessions {
    private final Database database;
    private final Clock clock;
    private final Secrets secrets;
    private final Duration lifetime;

    public Sessions(Database database, Clock clock, SecureRandom random, Duration lifetime) {
        this.database = database;
        this.clock = clock;
        this.secrets = new Secrets(random);
        this.lifetime = lifetime;
    }

    /** Opens a session and returns its cookie's value, which cannot be read again; forgets the expired ones. */
    public String open(StudentId student) {
        String secret = secrets.draw();
        Instant now = clock.instant();
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("delete from browser_sessions where expires_at <= :now")
                    .bind("now", now)
                    .execute();
            handle.createUpdate("""
                    insert into browser_sessions (hash, student_id, expires_at) values (:hash, :student, :expires)
                    """)
                    .bind("hash", Secrets.hashOf(secret))
                    .bind("student", student.value())
                    .bind("expires", now.plus(lifetime))
                    .execute();
        });
        return secret;
    }

    /** The student whose session this cookie value opens, unless it expired or was closed. */
    public Optional<Student> of(String secret) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                select s.id, s.handle, s.name
                from browser_sessions b
                join students s on s.id = b.student_id
                where b.hash = :hash and b.expires_at > :now
                """)
                        .bind("hash", Secrets.hashOf(secret))
                        .bind("now", clock.instant())
                        .map(Students::read)
                        .findOne());
    }

    /** Ends a session; one that is not open is left as it is. */
    public void close(String secret) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from browser_sessions where hash = :hash")
                        .bind("hash", Secrets.hashOf(secret))
                        .execute());
    }
}
