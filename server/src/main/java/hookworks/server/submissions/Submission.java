package hookworks.server.submissions;

import hookworks.server.students.StudentId;
import java.time.Instant;

/**
 * What a student handed in. It never changes.
 *
 * @param digest SHA-256 of the sources in hexadecimal: equal sources have equal digests
 */
public record Submission(SubmissionId id, StudentId student, String digest, Via via, Instant acceptedAt) {}
