package hookworks.server.pages;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a sentence says them. */
final class Words {
    private Words() {}

    static String count(long count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    /** Such as {@code 5 of 8 passed}: what is counted is clear from where it stands. */
    static String passed(long passed, long all) {
        return "%d of %d passed".formatted(passed, all);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
