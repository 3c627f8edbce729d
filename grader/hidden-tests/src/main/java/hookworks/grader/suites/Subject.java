package hookworks.grader.suites;

/**
 * What is judged: something that answers for one implementation of each section's interface.
 *
 * <p>A call on what {@link #implementing} gives may throw whatever says best why there is no answer; that reaches the
 * {@link SuiteListener} as it was thrown. When nothing more can be asked, every further call throws, and so each
 * remaining check ends with that reason.
 */
public interface Subject {
    /** The subject's implementation of a section's interface. */
    <T> T implementing(Class<T> api);
}
