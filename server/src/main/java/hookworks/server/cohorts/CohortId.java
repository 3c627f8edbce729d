package hookworks.server.cohorts;

/** Which cohort. */
public record CohortId(long value) {}
