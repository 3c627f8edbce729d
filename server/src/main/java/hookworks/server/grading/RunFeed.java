package hookworks.server.grading;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells followers of a run that its log has grown or its state changed. The stored log is the truth: a follower reads
 * it once after subscribing, and again when told. A node in another process cannot be heard here, so a follower also
 * looks from time to time. Thread-safe.
 */
public final class RunFeed {
    private final ConcurrentMap<RunId, List<Runnable>> followers = new ConcurrentHashMap<>();

    /** A follower until closed; closing twice is harmless. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Calls {@code follower} after each change of the run, on the thread that grades: it must only hand over. */
    public Subscription subscribe(RunId run, Runnable follower) {
        followers.compute(run, (ignored, present) -> {
            List<Runnable> all = present == null ? new CopyOnWriteArrayList<>() : present;
            all.add(follower);
            return all;
        });
        return () -> followers.computeIfPresent(run, (ignored, present) -> {
            present.remove(follower);
            return present.isEmpty() ? null : present;
        });
    }

    void announce(RunId run) {
        followers.getOrDefault(run, List.of()).forEach(Runnable::run);
    }

    int followed() {
        return followers.size();
    }
}
