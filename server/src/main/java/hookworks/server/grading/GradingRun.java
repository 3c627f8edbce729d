package hookworks.server.grading;

import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to judge one submission under one seed.
 *
 * @param seed decides every hidden input; shown to the student once the run is done, to repeat it
 * @param attempt how often a node has begun it, 0 while it waits for the first; each attempt has its own events
 */
public record GradingRun(
        RunId id,
        SubmissionId submission,
        StudentId student,
        long seed,
        RunState state,
        int attempt,
        Instant queuedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {}
