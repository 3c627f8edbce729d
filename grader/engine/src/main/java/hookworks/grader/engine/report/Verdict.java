package hookworks.grader.engine.report;

/** An exercise's outcome in a grading run, and that of each of its checks. */
public enum Verdict {
    PASSED("passed"),
    FAILED("failed"),
    /** The submission did not compile, misses a class, threw, or broke the contract of the method. */
    ERRORED("stopped with an error"),
    LIMIT_EXCEEDED("went over a limit"),
    NOT_ATTEMPTED("not attempted"),
    /** Our fault, never the student's; retried, and neither a pass nor a failure. */
    NOT_JUDGED("could not be judged");

    private final String inWords;

    Verdict(String inWords) {
        this.inWords = inWords;
    }

    public String inWords() {
        return inWords;
    }
}
