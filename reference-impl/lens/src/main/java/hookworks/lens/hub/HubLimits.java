package hookworks.lens.hub;

import java.time.Duration;

/**
 * How long is waited, how often is tried again, and how much is taken.
 *
 * @param answer until a connection stands and the headers of an answer have come
 * @param stall between two pieces of a file
 * @param lock until another process has finished the same file
 * @param attempts how often a request is made before it counts as failed, at least 1
 * @param maxFileBytes the largest file that is accepted
 */
public record HubLimits(Duration answer, Duration stall, Duration lock, int attempts, long maxFileBytes) {
    /** Ten seconds for an answer and between pieces, an hour for another process, five attempts, 64 GiB. */
    public static final HubLimits ORDINARY =
            new HubLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofHours(1), 5, 64L << 30);

    public HubLimits {
        requirePositive("answer", answer);
        requirePositive("stall", stall);
        requirePositive("lock", lock);
        if (attempts < 1 || maxFileBytes < 1) {
            throw new IllegalArgumentException(
                    "attempts and maxFileBytes must be at least 1, got %d and %d".formatted(attempts, maxFileBytes));
        }
    }

    private static void requirePositive(String name, Duration wait) {
        if (!wait.isPositive()) {
            throw new IllegalArgumentException("%s must be more than no time, got %s".formatted(name, wait));
        }
    }

    /** The same, but waiting so long for an answer. */
    HubLimits answeringWithin(Duration wait) {
        return new HubLimits(wait, stall, lock, attempts, maxFileBytes);
    }

    /** The same, but waiting so long between two pieces. */
    HubLimits stallingAtMost(Duration wait) {
        return new HubLimits(answer, wait, lock, attempts, maxFileBytes);
    }
}
