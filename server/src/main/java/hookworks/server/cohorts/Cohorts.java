package hookworks.server.cohorts;

import hookworks.server.database.Database;
import hookworks.server.students.StudentId;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The groups of students who take the course together. Thread-safe. */
public final class Cohorts {
    private final Database database;
    private final Clock clock;

    public Cohorts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The cohort of that name, made where it is not there yet. */
    public CohortId named(String name) {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("cohort '%s' cannot be used: take 1 to 200 characters".formatted(name));
        }
        return database.commitDurably(handle -> foundIn(handle, name).orElseGet(() -> createdIn(handle, name)));
    }

    /** Puts a student in a cohort; one who is in it stays in it. */
    public void enrol(CohortId cohort, StudentId student) {
        database.commitDurably(handle -> handle.createUpdate("""
                insert into enrolment (cohort_id, student_id, enrolled_at)
                select c.id, s.id, :now
                from cohorts c, students s
                where c.id = :cohort and s.id = :student
                  and not exists (
                    select 1 from enrolment e where e.cohort_id = c.id and e.student_id = s.id)
                """)
                .bind("now", clock.instant())
                .bind("cohort", cohort.value())
                .bind("student", student.value())
                .execute());
    }

    private static Optional<CohortId> foundIn(Handle handle, String name) {
        return handle.createQuery("select id from cohorts where name = :name")
                .bind("name", name)
                .mapTo(long.class)
                .map(CohortId::new)
                .findOne();
    }

    private CohortId createdIn(Handle handle, String name) {
        return handle.createUpdate("insert into cohorts (name, created_at) values (:name, :now)")
                .bind("name", name)
                .bind("now", clock.instant())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .map(CohortId::new)
                .one();
    }
}
