package hookworks.server.grading;

import java.time.Duration;

/**
 * How a grading node works.
 *
 * @param name unlike that of any other node, for the log
 * @param slots how many runs it judges at once
 * @param poll how often it looks for work of which nobody told it
 * @param heartbeat how often it renews its leases; a lease ends after {@code missedHeartbeats} of these
 * @param missedHeartbeats at least 4
 * @param retryDelay before the second attempt after a fault of ours; each later one waits twice as long
 * @param stopWait how long closing waits for a run before it is interrupted and goes back in the queue
 */
public record NodeSettings(
        String name,
        int slots,
        Duration poll,
        Duration heartbeat,
        int missedHeartbeats,
        Duration retryDelay,
        Duration stopWait) {

    private static final int MOST_DOUBLINGS = 6;

    /** One slot; a run of a killed node is claimed again within ten seconds. */
    public static NodeSettings standard(String name) {
        return new NodeSettings(
                name, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 7, Duration.ofSeconds(5), Duration.ofSeconds(2));
    }

    /** Until the next attempt, after a fault of ours that so many others went before. */
    Duration retryDelay(int earlierFaults) {
        return retryDelay.multipliedBy(1L << Math.min(earlierFaults, MOST_DOUBLINGS));
    }

    /** No run that waits is due later than this from now. */
    Duration longestDelay() {
        return retryDelay(MOST_DOUBLINGS);
    }
}
