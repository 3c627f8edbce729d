package hookworks.server.cli.report;

import java.io.PrintWriter;

/** The last line of a terminal, which says what is going on and goes when there is something to say. Confined to one thread. */
final class StatusLine {
    private static final String CLEAR = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean isTerminal;
    private boolean isShown;

    /** @param isTerminal elsewhere nothing is shown: a line in a file can't be taken back */
    StatusLine(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void show(String words) {
        clear();
        if (isTerminal) {
            out.print(words);
            isShown = true;
        }
    }

    void clear() {
        if (isShown) {
            out.print(CLEAR);
            isShown = false;
        }
    }
}
