package hookworks.grader.engine.sandbox;

import com.sun.jna.Function;
import com.sun.jna.Native;
import hookworks.grader.engine.sandbox.SystemCall.Answer;
import hookworks.grader.engine.sandbox.SystemCallTable.Architecture;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears which calls a worker is denied, and logs each kind once, by name. It answers every one with an error; it has no
 * answer that lets a call go on. Its thread ends with the worker. After many it stops to listen, and then the kernel fails
 * what is denied by itself.
 */
final class DeniedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(DeniedCalls.class);

    /** For a filter on all threads of a process, not only on the one that sets it. */
    static final long ALL_THREADS = 1;

    /** The same, with a listener. */
    static final long FLAGS = ALL_THREADS | 1 << 3 | 1 << 4;

    private static final int HEARD_AT_MOST = 1_000;

    /** Where the kernel doesn't wake whoever listens to a worker that has ended. */
    private static final int LOOK_ROUND_MILLISECONDS = 1_000;

    private static final long SET_MODE_FILTER = 1;
    private static final int BAD_ADDRESS = 14;

    private final ListenerDescriptor listener;
    private final ProcessHandle worker;
    private final SystemCallTable table;
    private final Set<String> logged = new HashSet<>();

    private DeniedCalls(ListenerDescriptor listener, ProcessHandle worker, SystemCallTable table) {
        this.listener = listener;
        this.worker = worker;
        this.table = table;
    }

    /** Whether this kernel, and what confines this process itself, let us listen. */
    static boolean canBeHeard(Architecture architecture) {
        // Asked to set no program, a kernel that knows these flags complains about the address first.
        Object[] asking = {(long) architecture.seccomp(), SET_MODE_FILTER, FLAGS, null};
        boolean listens =
                Function.getFunction("c", "syscall").invokeInt(asking) < 0 && Native.getLastError() == BAD_ADDRESS;
        return listens && ListenerDescriptor.canBeCopied();
    }

    /**
     * Begins to listen to the worker in a sandbox, in a thread of its own. The worker must hold its second filter's listener.
     */
    static void hear(Process sandbox, SystemCallTable table) {
        Optional<DeniedCalls> heard = sandbox.descendants()
                .flatMap(process ->
                        ListenerDescriptor.of(process)
                                .map(listener -> new DeniedCalls(listener, process, table))
                                .stream())
                .findFirst();
        if (heard.isPresent()) {
            Thread.ofPlatform().daemon().name("worker-denied-calls").start(heard.get()::listen);
        } else {
            LOG.warn("what a worker is denied can't be heard, and so it is not logged; it is denied all the same");
        }
    }

    private void listen() {
        try (listener) {
            int heard = 0;
            while (heard < HEARD_AT_MOST && worker.isAlive()) {
                switch (listener.await(LOOK_ROUND_MILLISECONDS)) {
                    case ASKED -> {
                        listener.read().ifPresent(this::deny);
                        heard++;
                    }
                    case NOT_YET -> {}
                    case OVER -> {
                        return;
                    }
                }
            }
        }
    }

    private void deny(ListenerDescriptor.Question question) {
        Optional<SystemCall> call = table.numbered(question.call());
        String name = call.map(SystemCall::name).orElse("call " + question.call());
        if (logged.add(name)) {
            LOG.warn("the submission in worker {} asked the kernel for {}: denied", worker.pid(), name);
        }
        listener.deny(
                question, call.map(SystemCall::answer).orElse(Answer.ABSENT).error());
    }
}
