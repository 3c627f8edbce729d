package hookworks.server.cli.report;

/** What stood between a judged submission and this machine. */
public enum Isolation {
    BUBBLEWRAP("in a bubblewrap sandbox"),
    NONE("without a sandbox, as your own code");

    private final String inWords;

    Isolation(String inWords) {
        this.inWords = inWords;
    }

    public String inWords() {
        return inWords;
    }
}
