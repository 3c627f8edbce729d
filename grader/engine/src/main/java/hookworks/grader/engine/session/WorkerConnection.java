package hookworks.grader.engine.session;

import hookworks.grader.engine.sandbox.ConfinedProcess;
import hookworks.grader.protocol.Frame;
import hookworks.grader.protocol.FrameReader;
import hookworks.grader.protocol.FrameWriter;
import hookworks.grader.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipe to one worker. Two daemon threads drain what it says, into a queue of bounded length and into nothing, so that
 * neither a silent nor a talkative worker can block or fill this process. One thread at a time may ask.
 */
final class WorkerConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerConnection.class);
    private static final int WAITING_FRAMES = 4;
    private static final int KEPT_ERRORS = 4_000;
    private static final Duration EXIT_GRACE = Duration.ofSeconds(2);

    private final ConfinedProcess process;
    private final FrameWriter writer;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(WAITING_FRAMES);
    private final Thread errors;
    private volatile String errorText = "";
    private volatile boolean reportedExit;
    private volatile boolean flooded;

    WorkerConnection(ConfinedProcess process, long errorBytes) {
        this.process = process;
        this.writer = new FrameWriter(PipeChannel.writing(process.process().getOutputStream()));
        Thread.ofPlatform().daemon().name("worker-replies").start(this::readReplies);
        this.errors = Thread.ofPlatform().daemon().name("worker-errors").start(() -> drainErrors(errorBytes));
    }

    /** Sends a request, without waiting for a worker that doesn't read, and waits for what comes back. */
    Heard ask(Frame.Request request, Duration time) {
        Thread.ofVirtual().name("worker-request").start(() -> send(request));
        return listen(time);
    }

    Heard listen(Duration time) {
        try {
            Heard next = heard.poll(time.toNanos(), TimeUnit.NANOSECONDS);
            return next == null ? new Heard.Silence() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard.Interrupted();
        }
    }

    /** The exit status of a worker that has closed its stream, or empty where it lives on all the same. */
    OptionalInt exitStatus() {
        try {
            return process.process().waitFor(EXIT_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.process().exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Whether a worker whose process has ended was killed together with its sandbox, which it can't do itself. */
    boolean wasKilledFromOutside() {
        try {
            // After a flood nobody reads on, and so nobody sees the report.
            return errors.join(EXIT_GRACE) && process.exitReport().isPresent() && !reportedExit && !flooded;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    boolean isAlive() {
        return process.process().isAlive();
    }

    void hearDeniedCalls() {
        process.hearDeniedCalls();
    }

    boolean ranOutOfMemory() {
        return process.ranOutOfMemory();
    }

    /** The beginning of what the worker's JVM wrote to its error stream, for our own log. */
    String errorText() {
        return errorText;
    }

    private void send(Frame.Request request) {
        try {
            writer.write(request);
            process.process().getOutputStream().flush();
        } catch (ProtocolException e) {
            end(new Heard.OurFault(e));
        } catch (IOException e) {
            // The reading side sees the end of the stream too, and says so to whoever asked.
            LOG.debug("a worker stopped reading: {}", e.toString());
        }
    }

    private void readReplies() {
        var reader = new FrameReader(PipeChannel.reading(process.process().getInputStream()));
        Heard last = next(reader);
        while (last instanceof Heard.Said && heard.remainingCapacity() > 1) {
            heard.add(last);
            last = next(reader);
        }
        switch (last) {
            case Heard.Said ignored -> end(new Heard.Nonsense("a worker answered more than it was asked"));
            default -> heard.offer(last);
        }
    }

    /** Nothing counts that a worker said before this and nobody has listened to yet. */
    private synchronized void end(Heard last) {
        heard.clear();
        heard.add(last);
    }

    private static Heard next(FrameReader reader) {
        try {
            return reader.read().map(WorkerConnection::sorted).orElseGet(Heard.Ended::new);
        } catch (ProtocolException e) {
            return new Heard.Nonsense(e.toString());
        } catch (IOException e) {
            return new Heard.Ended();
        } catch (RuntimeException e) {
            return new Heard.Nonsense(e.toString());
        } catch (OutOfMemoryError e) {
            return new Heard.OurFault(e);
        }
    }

    private static Heard sorted(Frame frame) {
        return switch (frame) {
            case Frame.Reply reply -> new Heard.Said(reply);
            case Frame.Request ignored -> new Heard.Nonsense("a worker sent a request");
        };
    }

    private void drainErrors(long allowed) {
        byte[] buffer = new byte[8192];
        var kept = new StringBuilder();
        String report = process.exitReport().orElse("");
        String last = "";
        long total = 0;
        try (InputStream errors = process.process().getErrorStream()) {
            for (int count = errors.read(buffer); count >= 0; count = errors.read(buffer)) {
                total += count;
                last += new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                reportedExit |= last.contains(report);
                last = last.substring(Math.max(0, last.length() - report.length()));
                if (kept.length() < KEPT_ERRORS) {
                    kept.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    errorText = kept.toString();
                }
                if (total > allowed) {
                    flooded = true;
                    end(new Heard.Flood());
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("a worker's error stream ended: {}", e.toString());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
