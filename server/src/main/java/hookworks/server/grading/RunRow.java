package hookworks.server.grading;

import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** How a {@link GradingRun} stands in its table. */
final class RunRow {
    private RunRow() {}

    static GradingRun read(ResultSet row, StatementContext ignored) throws SQLException {
        return new GradingRun(
                new RunId(row.getLong("id")),
                new SubmissionId(row.getLong("submission_id")),
                new StudentId(row.getLong("student_id")),
                row.getLong("seed"),
                RunState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getTimestamp("queued_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("started_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant));
    }
}
