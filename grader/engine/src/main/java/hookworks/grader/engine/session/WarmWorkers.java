package hookworks.grader.engine.session;

import hookworks.grader.engine.sandbox.Protection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some workers warm that nobody has used, so that a submission need not wait for a JVM to start. One thread starts
 * another in the background whenever one is taken, once the submission that took it is judged or has had a head start:
 * both would share the same cores. Where none waits, whoever asks gets a cold one. Thread-safe.
 */
public final class WarmWorkers implements WorkerSource {
    private static final Logger LOG = LoggerFactory.getLogger(WarmWorkers.class);

    /** One exercise is judged in less, and has the machine to itself. */
    private static final Duration HEAD_START = Duration.ofSeconds(1);

    private final WorkerSource cold;
    private final int spare;
    private final Queue<SubmissionSession> waiting = new ArrayDeque<>();
    private final Set<SubmissionSession> lent = new HashSet<>();
    private final Thread warmer;
    private long lastLent;
    private boolean pausing;
    private boolean closed;

    private WarmWorkers(WorkerSource cold, int spare) {
        this.cold = cold;
        this.spare = spare;
        this.warmer = Thread.ofPlatform().daemon().name("worker-warmer").unstarted(this::warm);
    }

    /**
     * Begins to warm workers.
     *
     * @param spare how many wait at most, at least 1; each takes some 220 MB of memory while it waits
     */
    public static WarmWorkers of(WorkerSource cold, int spare) {
        if (spare < 1) {
            throw new IllegalArgumentException("at least 1 worker must be kept warm, got " + spare);
        }
        var workers = new WarmWorkers(cold, spare);
        workers.warmer.start();
        return workers;
    }

    @Override
    public SubmissionSession start() throws WorkerUnavailable {
        Optional<SubmissionSession> warm = take();
        SubmissionSession session = warm.isPresent() ? warm.get() : cold.start();
        session.whenEnded(() -> giveBack(session));
        return session;
    }

    private synchronized void giveBack(SubmissionSession session) {
        lent.remove(session);
        notifyAll();
    }

    private Optional<SubmissionSession> take() {
        List<SubmissionSession> dead = new ArrayList<>();
        Optional<SubmissionSession> found = Optional.empty();
        synchronized (this) {
            while (found.isEmpty() && !waiting.isEmpty()) {
                SubmissionSession next = waiting.remove();
                if (next.isAlive()) {
                    found = Optional.of(next);
                    lent.add(next);
                    lastLent = System.nanoTime();
                } else {
                    dead.add(next);
                }
            }
            pausing = false;
            notifyAll();
        }
        dead.forEach(SubmissionSession::close);
        return found;
    }

    private void warm() {
        while (awaitNeed()) {
            try {
                keep(cold.start());
            } catch (WorkerUnavailable | RuntimeException e) {
                pauseAfter(e);
            }
        }
    }

    /** Waits until a worker is lacking and nobody has a head start; false where none ever will be. */
    private synchronized boolean awaitNeed() {
        try {
            while (!closed) {
                boolean isLacking = !pausing && waiting.size() < spare;
                long headStart = isLacking ? headStart() : 0;
                if (isLacking && headStart == 0) {
                    return true;
                }
                wait(headStart); // 0 is for ever
            }
            return false;
        } catch (InterruptedException e) {
            return false; // only close() interrupts this thread
        }
    }

    /** What is left of it, in milliseconds. */
    private long headStart() {
        Duration since = Duration.ofNanos(System.nanoTime() - lastLent);
        return lent.isEmpty() ? 0 : Math.max(0, HEAD_START.minus(since).toMillis());
    }

    @Override
    public synchronized void awaitWarm() throws InterruptedException {
        while (!closed && !pausing && waiting.size() < spare) {
            wait();
        }
    }

    @Override
    public Readiness readiness() {
        Set<Protection> standing = cold.readiness().standing();
        synchronized (this) {
            return new Readiness(standing, waiting.size());
        }
    }

    private void keep(SubmissionSession session) {
        synchronized (this) {
            if (!closed) {
                waiting.add(session);
                notifyAll();
                return;
            }
        }
        session.close();
    }

    /** Whoever asks next meets the same fault and hears about it; trying on meanwhile would only heat the machine. */
    private synchronized void pauseAfter(Exception why) {
        pausing = true;
        notifyAll();
        if (!closed) {
            LOG.warn("no worker could be kept warm; the next one that is asked for starts cold", why);
        }
    }

    @Override
    public void close() {
        List<SubmissionSession> unused;
        synchronized (this) {
            closed = true;
            unused = List.copyOf(waiting);
            waiting.clear();
            notifyAll();
        }
        warmer.interrupt();
        unused.forEach(SubmissionSession::close);
        joinWarmer();
        cold.close();
    }

    private void joinWarmer() {
        try {
            warmer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the warmer ends all the same, and takes its worker along
        }
    }
}
