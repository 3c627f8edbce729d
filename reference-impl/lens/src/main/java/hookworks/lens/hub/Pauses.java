package hookworks.lens.hub;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pauses {
    /**
     * Comes back when the time has passed.
     *
     * @throws InterruptedException where the thread was interrupted first
     */
    void pause(Duration time) throws InterruptedException;

    /** Pauses by the machine's own clock. */
    static Pauses real() {
        return time -> {
            boolean released = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            if (released) {
                throw new IllegalStateException("a latch that nobody holds was released");
            }
        };
    }
}
