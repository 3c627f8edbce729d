package hookworks.lens.hub;

import java.time.Duration;

/** Tries again, a bounded number of times, with pauses that double. */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final int attempts;
    private final Pauses pauses;

    Retries(int attempts, Pauses pauses) {
        this.attempts = attempts;
        this.pauses = pauses;
    }

    /** Something that may succeed the next time. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws TransientFailure;
    }

    <T> T until(Attempt<T> attempt) {
        Duration pause = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (TransientFailure e) {
                if (tried >= attempts) {
                    throw e.afterAttempts(tried);
                }
                pause(shorter(e.retryAfter().orElse(pause), LONGEST_PAUSE));
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private void pause(Duration time) {
        try {
            pauses.pause(time);
        } catch (InterruptedException e) {
            throw HubException.interrupted("the next attempt", e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
