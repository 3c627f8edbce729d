package hookworks.server.grading;

/** Where a grading run is on its way. A run that could not be judged, or whose node died, goes back in the queue. */
public enum RunState {
    QUEUED,
    RUNNING,
    DONE
}
