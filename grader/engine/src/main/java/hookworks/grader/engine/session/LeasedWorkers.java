package hookworks.grader.engine.session;

import hookworks.grader.engine.devices.DeviceLeases;
import hookworks.grader.engine.devices.DeviceLeases.Lease;
import java.time.Duration;
import java.util.List;

/**
 * Workers on a device that holds so many and no more: whoever asks waits for a place, and a worker has its place until it
 * has ended, however it ends. Those that are kept warm have places of their own. Thread-safe.
 */
public final class LeasedWorkers implements WorkerSource {
    private final WorkerSource workers;
    private final DeviceLeases leases;
    private final List<Lease> spare;
    private final Duration patience;

    private LeasedWorkers(WorkerSource workers, DeviceLeases leases, List<Lease> spare, Duration patience) {
        this.workers = workers;
        this.leases = leases;
        this.spare = spare;
        this.patience = patience;
    }

    /**
     * Shares a device's places out.
     *
     * @param cold where workers come from
     * @param warm how many wait for work, or fewer where the device has no places for them
     * @param patience how long one waits for a place at most
     */
    public static LeasedWorkers of(WorkerSource cold, DeviceLeases leases, int warm, Duration patience) {
        List<Lease> spare = leases.setAside(warm);
        WorkerSource workers = spare.isEmpty() ? cold : WarmWorkers.of(cold, spare.size());
        return new LeasedWorkers(workers, leases, spare, patience);
    }

    @Override
    public SubmissionSession start() throws WorkerUnavailable {
        Lease lease = place();
        boolean isHeld = false;
        try {
            SubmissionSession session = workers.start();
            session.whenEnded(lease::close);
            isHeld = true;
            return session;
        } finally {
            if (!isHeld) {
                lease.close();
            }
        }
    }

    private Lease place() throws WorkerUnavailable {
        try {
            return leases.take(patience)
                    .orElseThrow(() ->
                            new WorkerUnavailable("no place on %s became free within %s".formatted(leases, patience)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerUnavailable("interrupted while waiting for a place on " + leases, e);
        }
    }

    @Override
    public void awaitWarm() throws InterruptedException {
        workers.awaitWarm();
    }

    @Override
    public Readiness readiness() {
        return workers.readiness();
    }

    @Override
    public void close() {
        workers.close();
        spare.forEach(Lease::close);
    }
}
