package hookworks.server.submissions;

/** Which submission; later submissions have larger numbers. */
public record SubmissionId(long value) {}
