package hookworks.server.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was handed to it, last first, exactly once: when closed, or when the process is told to stop, which
 * Ctrl-C and SIGTERM do. Ends child processes too. Thread-safe.
 */
final class CloseOnExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloseOnExit.class);

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final Thread hook = new Thread(this::stop, "close-on-exit");

    CloseOnExit() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Takes over a resource; one that comes too late is closed at once. */
    synchronized <T extends AutoCloseable> T owns(T resource) {
        owned.push(resource);
        if (isStopping.get()) {
            closeAll();
            throw new CannotRun("told to stop");
        }
        return resource;
    }

    /** Whether the process was told to stop, so that whatever fails now fails because of that. */
    boolean isStopping() {
        return isStopping.get();
    }

    /** Waits until the process is told to stop; it then ends while this still waits. */
    void awaitStop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        isStopping.set(true);
        closeAll();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        closeAll();
        if (!isStopping.get()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private synchronized void closeAll() {
        while (!owned.isEmpty()) {
            AutoCloseable next = owned.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.error("{} could not be closed", next, e);
            }
        }
    }
}
