package hookworks.server.web;

import hookworks.server.students.Student;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open pages up to date by server-sent events: each part of a page that has changed is sent whole, under its own
 * name, and {@code finished} when nothing will follow. One virtual thread for each open page, of which nobody has very
 * many; closing ends them all. Thread-safe.
 */
public final class LiveStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final String FINISHED = "finished";

    /** Of one student: each looks into the database again and again. */
    private static final int MOST_EACH = 20;

    private final Duration look;
    private final Duration keepAlive;
    private final ConcurrentMap<Semaphore, Optional<Student>> sleepers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Makes streams that look again when woken, and at intervals.
     *
     * @param look how long a stream sleeps at most before it looks again
     * @param keepAlive how long a stream is silent at most, so that no proxy takes it for dead
     */
    public LiveStreams(Duration look, Duration keepAlive) {
        this.look = look;
        this.keepAlive = keepAlive;
    }

    /**
     * Answers a request with a stream, and returns when it has ended.
     *
     * @param shown what the page is known to show already
     * @param open makes the source; what it is given wakes the stream and may be called on any thread
     */
    public void stream(Context ctx, Snapshot shown, Function<Runnable, LiveSource> open) {
        Optional<Student> reader = SignIn.studentOf(ctx);
        if (sleepers.values().stream().filter(reader::equals).count() >= MOST_EACH) {
            ctx.status(HttpStatus.TOO_MANY_REQUESTS)
                    .result("%d of your pages are followed already; close some of them".formatted(MOST_EACH));
            return;
        }
        var wakeUps = new Semaphore(0);
        sleepers.put(wakeUps, reader);
        try (LiveSource source = open.apply(wakeUps::release)) {
            sendUntilTheEnd(begin(ctx), shown, source, wakeUps);
        } catch (IOException browserHasGone) {
            LOG.debug("a page at {} is no longer followed", ctx.path(), browserHasGone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sleepers.remove(wakeUps);
        }
    }

    @Override
    public void close() {
        closed = true;
        sleepers.keySet().forEach(Semaphore::release);
    }

    /** How many pages are being followed. */
    int open() {
        return sleepers.size();
    }

    /**
     * Writes on this thread, which is a virtual one and may wait: once a handler has returned, the server reuses the
     * response of a browser that has left.
     */
    private static EventStream begin(Context ctx) throws IOException {
        HttpServletResponse response = ctx.res();
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        var events = new EventStream(response.getOutputStream());
        events.open();
        return events;
    }

    private void sendUntilTheEnd(EventStream events, Snapshot shown, LiveSource source, Semaphore wakeUps)
            throws IOException, InterruptedException {
        Snapshot last = shown;
        long silentSince = System.nanoTime();
        while (!closed) {
            Snapshot now = source.look();
            boolean sent = sendChanges(events, last, now);
            last = now;
            if (now.isFinal()) {
                events.event(FINISHED, "nothing will follow", ""); // a browser drops an event without data
                return;
            }
            if (sent) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > keepAlive.toNanos()) {
                events.keepAlive();
                silentSince = System.nanoTime();
            }
            if (wakeUps.tryAcquire(look.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        }
    }

    /** The mark goes with the last part: a browser that lost the line before it gets everything again. */
    private static boolean sendChanges(EventStream events, Snapshot before, Snapshot now) throws IOException {
        List<Map.Entry<String, String>> changed = now.parts().entrySet().stream()
                .filter(part -> !part.getValue().equals(before.parts().get(part.getKey())))
                .toList();
        for (int at = 0; at < changed.size(); at++) {
            String mark = at == changed.size() - 1 ? now.mark() : "";
            events.event(changed.get(at).getKey(), changed.get(at).getValue(), mark);
        }
        return !changed.isEmpty();
    }
}
