package hookworks.grader.protocol;

/** What a submission can run out of. */
public enum Limit {
    TIME("time"),
    MEMORY("memory"),
    OUTPUT("output"),
    FILES("temporary files");

    private final String inWords;

    Limit(String inWords) {
        this.inWords = inWords;
    }

    public String inWords() {
        return inWords;
    }
}
