package hookworks.grader.engine.devices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The places on one device, as many as it holds workers at a time. Who waits is served in the order of asking. Thread-safe. */
public final class DeviceLeases {
    private final String device;
    private final int places;
    private final Semaphore free;
    private int aside;

    DeviceLeases(String device, int places) {
        this.device = device;
        this.places = places;
        this.free = new Semaphore(places, true);
    }

    /** One place, until it is given back, by whichever thread. */
    public static final class Lease implements AutoCloseable {
        private final AtomicBoolean isBack = new AtomicBoolean();
        private final Runnable back;

        private Lease(Runnable back) {
            this.back = back;
        }

        /** Gives the place back, once. */
        @Override
        public void close() {
            if (!isBack.getAndSet(true)) {
                back.run();
            }
        }
    }

    /** Waits for a place; empty where the time is over first. */
    public Optional<Lease> take(Duration atMost) throws InterruptedException {
        return free.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Lease(free::release))
                : Optional.empty();
    }

    /**
     * Takes places for workers that wait for work, as many as are wanted and free, but never more than half of all: the
     * others are for those that work.
     */
    public synchronized List<Lease> setAside(int wanted) {
        var taken = new ArrayList<Lease>();
        while (taken.size() < wanted && 2 * (aside + 1) <= places && free.tryAcquire()) {
            aside++;
            taken.add(new Lease(this::takeBack));
        }
        return List.copyOf(taken);
    }

    private synchronized void takeBack() {
        aside--;
        free.release();
    }

    public int places() {
        return places;
    }

    @Override
    public String toString() {
        return "%s (%d places)".formatted(device, places);
    }
}
