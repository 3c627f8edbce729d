package hookworks.lens.hub;

import java.time.Duration;

/** A wait as an error names it. */
final class Waits {
    private Waits() {}

    static String inWords(Duration wait) {
        return wait.toMillis() % 1000 == 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
    }
}
