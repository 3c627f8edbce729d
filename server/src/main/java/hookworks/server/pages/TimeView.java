package hookworks.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A moment as a reader thinks of it, and exactly.
 *
 * @param relative such as {@code 3 minutes ago}
 * @param exact with the zone, for whoever points at it
 * @param machine for the {@code datetime} attribute
 */
record TimeView(String relative, String exact, String machine) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT);

    static TimeView of(Instant moment, Instant now, ZoneId zone) {
        return new TimeView(
                relative(Duration.between(moment, now)),
                EXACT.format(moment.atZone(zone)),
                moment.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String relative(Duration age) {
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return ago(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? ago(age.toHours(), "hour") : ago(age.toDays(), "day");
    }

    private static String ago(long count, String unit) {
        return Words.count(count, unit) + " ago";
    }
}
