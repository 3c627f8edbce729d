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
 * @param retryDelay between attempts after a fault of ours
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

    /** One slot; a run of a killed node is claimed again within ten seconds. */
    public static NodeSettings standard(String name) {
        return new NodeSettings(
                name, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 7, Duration.ofSeconds(5), Duration.ofSeconds(2));
    }
}
