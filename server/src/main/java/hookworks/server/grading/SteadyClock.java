package hookworks.server.grading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that is set once, by another one, and then goes by itself: whoever sets the other one forward or back moves no
 * lease. Thread-safe.
 */
final class SteadyClock extends Clock {
    private final Clock reference;
    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;

    private SteadyClock(Clock reference, Instant start, LongSupplier nanos, long startNanos) {
        this.reference = reference;
        this.start = start;
        this.nanos = nanos;
        this.startNanos = startNanos;
    }

    /** @param nanos count evenly, from anywhere, as {@link System#nanoTime} does */
    static SteadyClock setBy(Clock reference, LongSupplier nanos) {
        return new SteadyClock(reference, reference.instant(), nanos, nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(nanos.getAsLong() - startNanos));
    }

    @Override
    public ZoneId getZone() {
        return reference.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(reference.withZone(zone), start, nanos, startNanos);
    }
}
