package hookworks.server.cli.doctor;

import java.util.Arrays;
import java.util.List;

/**
 * What one examination found.
 *
 * @param part what was looked at, in a word
 * @param lines what is there, or what is not and how to get it
 */
public record Finding(String part, State state, List<String> lines) {
    /** How it is with a part. */
    public enum State {
        OK("ok"),
        /** Not there, and nothing can be graded without it. */
        MISSING("MISSING"),
        /** Not there, but grading does not need it. */
        ABSENT("absent");

        private final String inWords;

        State(String inWords) {
            this.inWords = inWords;
        }

        String inWords() {
            return inWords;
        }
    }

    public Finding {
        lines = List.copyOf(lines);
    }

    static Finding ok(String part, String... lines) {
        return new Finding(part, State.OK, Arrays.asList(lines));
    }

    static Finding missing(String part, String... lines) {
        return new Finding(part, State.MISSING, Arrays.asList(lines));
    }

    static Finding absent(String part, String... lines) {
        return new Finding(part, State.ABSENT, Arrays.asList(lines));
    }
}
