package hookworks.grader.engine.session;

import ai.djl.ndarray.NDManager;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.protocol.ContractException;
import hookworks.grader.protocol.Failure;
import hookworks.grader.protocol.Frame;
import hookworks.grader.protocol.ProtocolException;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.protocol.ValueDecoding;
import hookworks.grader.protocol.ValueEncoding;
import hookworks.grader.protocol.WireValue;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker with one submission. Any answer that is late, forged or nonsense ends the worker, and every later call gives
 * the same {@link NoResult}. One thread at a time.
 */
public final class SubmissionSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionSession.class);

    /** 128 + SIGKILL, which nothing of ours sends while it listens. */
    private static final int KILLED = 137;

    /** SIGXCPU, with which a worker exits at the end of its CPU time. */
    private static final int OUT_OF_CPU_TIME = 24;

    private final WorkerConnection connection;
    private final WorkerLimits limits;
    private long lastId;
    private Optional<NoResult> end = Optional.empty();
    private boolean interrupted;
    private Runnable whenEnded = () -> {};
    private Duration left;

    SubmissionSession(WorkerConnection connection, WorkerLimits limits) {
        this.connection = connection;
        this.limits = limits;
        this.left = limits.exerciseTime();
    }

    /** Whether its process runs; it may have ended unasked. */
    boolean isAlive() {
        return end.isEmpty() && connection.isAlive();
    }

    public boolean isOver() {
        return end.isPresent();
    }

    /** Whether it is over because this process was told to stop. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** Compiles and loads the submission in the worker. */
    public Loading load(SourceTree sources) {
        long id = ++lastId;
        Heard heard = connection.ask(new Frame.Load(id, sources), limits.loadTime());
        if (heard instanceof Heard.Said(Frame.Loaded loaded) && loaded.id() == id) {
            return new Loading.Ready();
        } else if (heard instanceof Heard.Said(Frame.NotCompiled not) && not.id() == id) {
            return new Loading.NotCompiled(not.diagnostics());
        }
        return new Loading.Stopped(endBecause(heard, "compiling", limits.loadTime()));
    }

    /** Gives the calls that follow their own time: they are another exercise's. */
    public void beginExercise() {
        left = limits.exerciseTime();
    }

    /**
     * Calls an exercise in the worker.
     *
     * @param results owns the tensors of the result
     * @throws NoResult where there is none, with the verdict that follows
     */
    public Object call(String exercise, Method method, Object[] arguments, NDManager results) {
        if (end.isPresent()) {
            throw new NoResult(end.get().verdict(), end.get().feedback());
        }
        long id = ++lastId;
        var call = new Frame.Call(id, exercise, encode(method, arguments));
        Duration time = left.compareTo(limits.callTime()) < 0 ? left : limits.callTime();
        long start = System.nanoTime();
        Heard heard = connection.ask(call, time);
        left = left.minusNanos(System.nanoTime() - start);
        if (heard instanceof Heard.Said(Frame.Returned returned) && returned.id() == id) {
            return decode(returned.result(), method, results);
        } else if (heard instanceof Heard.Said(Frame.Failed failed) && failed.id() == id) {
            throw failed(failed.failure());
        }
        throw endBecause(heard, "your code", time);
    }

    /** A worker that ran out of something is not asked again: what it holds is no longer sound. */
    private NoResult failed(Failure failure) {
        NoResult why = FailureFeedback.of(failure);
        if (failure instanceof Failure.LimitExceeded) {
            close();
            end = Optional.of(why);
        }
        return why;
    }

    private static List<WireValue> encode(Method method, Object[] arguments) {
        try {
            return ValueEncoding.arguments(method, arguments);
        } catch (ContractException e) {
            throw new IllegalArgumentException("a hidden test passed what can't cross: " + e.getMessage(), e);
        }
    }

    private Object decode(WireValue result, Method method, NDManager results) {
        try {
            return new ValueDecoding(results, ModelNames.NONE_COME_BACK).decode(result, method.getGenericReturnType());
        } catch (ProtocolException e) {
            throw endBecause(new Heard.Nonsense(e.toString()), "your code", limits.callTime());
        }
    }

    /** Kills the worker and settles what every call gives from now on. */
    private NoResult endBecause(Heard heard, String doing, Duration time) {
        OptionalInt status = heard instanceof Heard.Ended ? connection.exitStatus() : OptionalInt.empty();
        boolean outOfMemory = connection.ranOutOfMemory();
        boolean killed = status.isPresent() && (status.getAsInt() == KILLED || connection.wasKilledFromOutside());
        close();
        // Whatever stops this process may have stopped the worker first.
        interrupted =
                heard instanceof Heard.Interrupted || Thread.currentThread().isInterrupted();
        Heard cause = interrupted ? new Heard.Interrupted() : killed ? new Heard.Killed() : heard;
        NoResult why = outOfMemory ? tooMuchMemory(doing) : explain(cause, status, doing, time);
        end = Optional.of(why);
        return why;
    }

    private NoResult explain(Heard heard, OptionalInt status, String doing, Duration time) {
        return switch (heard) {
            case Heard.Silence ignored -> tooSlow(doing, time);
            case Heard.Interrupted ignored ->
                new NoResult(
                        Verdict.NOT_JUDGED,
                        "the grader was stopped meanwhile; that is our fault, not yours, and it counts neither way");
            case Heard.Killed ignored -> killed(doing);
            case Heard.OurFault(Throwable fault) -> {
                LOG.error("{} was stopped by a fault of ours", doing, fault);
                yield new NoResult(
                        Verdict.NOT_JUDGED,
                        "the grader could not go on; that is our fault, not yours, and it counts neither way");
            }
            case Heard.Flood ignored ->
                new NoResult(
                        Verdict.LIMIT_EXCEEDED,
                        "%s was stopped: it wrote more than %,d bytes of output"
                                .formatted(doing, limits.outputBytes()));
            case Heard.Ended ignored -> died(status, doing);
            case Heard.Nonsense ignored -> spokeOutOfTurn(doing);
            case Heard.Said ignored -> spokeOutOfTurn(doing);
        };
    }

    private NoResult tooSlow(String doing, Duration time) {
        return new NoResult(
                Verdict.LIMIT_EXCEEDED,
                time.compareTo(limits.callTime()) < 0
                        ? "%s was stopped: all calls of one exercise together may take %d seconds"
                                .formatted(doing, limits.exerciseTime().toSeconds())
                        : "%s was stopped after %d seconds, the time allowed for it. Does a loop never end?"
                                .formatted(doing, time.toSeconds()));
    }

    private NoResult tooMuchMemory(String doing) {
        return new NoResult(
                Verdict.LIMIT_EXCEEDED,
                "%s was stopped: its process used more than the %,d MiB of memory allowed to it"
                        .formatted(doing, limits.memoryMebibytes()));
    }

    /**
     * A worker that went over its memory or its CPU time is known by other signs. What is left of kills is nobody's proof
     * of anything: somebody killed it, or the whole machine ran out of memory.
     */
    private static NoResult killed(String doing) {
        LOG.warn("the worker that ran {} was killed from outside, or for want of memory of the whole machine", doing);
        return new NoResult(
                Verdict.NOT_JUDGED,
                "the process that ran %s was killed from outside; that is our fault, not yours, and it counts neither way"
                        .formatted(doing));
    }

    private NoResult died(OptionalInt status, String doing) {
        if (status.isPresent() && status.getAsInt() == OUT_OF_CPU_TIME) {
            return new NoResult(
                    Verdict.LIMIT_EXCEEDED,
                    "%s was stopped by the system: it used more than the %d seconds of CPU time allowed"
                            .formatted(doing, limits.cpuSeconds()));
        }
        String found = status.isPresent() ? "exit status " + status.getAsInt() : "it closed its channel";
        return new NoResult(
                Verdict.ERRORED,
                "the process that ran %s ended before it answered (%s). Does it call System.exit, or crash?"
                        .formatted(doing, found));
    }

    private static NoResult spokeOutOfTurn(String doing) {
        return new NoResult(
                Verdict.ERRORED,
                "%s wrote into the channel that its results travel on, so its answer could not be read"
                        .formatted(doing));
    }

    /** Adds what is done each time that its process is known to be gone; more than once does no harm. */
    void whenEnded(Runnable work) {
        Runnable before = whenEnded;
        whenEnded = () -> {
            before.run();
            work.run();
        };
    }

    @Override
    public void close() {
        connection.close();
        whenEnded.run();
    }
}
