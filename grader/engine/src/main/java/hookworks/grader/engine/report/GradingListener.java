package hookworks.grader.engine.report;

/** Follows a grading run; called on the thread that grades, one event at a time. */
@FunctionalInterface
public interface GradingListener {
    void on(GradingEvent event);
}
