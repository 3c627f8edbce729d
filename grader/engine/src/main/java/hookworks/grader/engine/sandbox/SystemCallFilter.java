package hookworks.grader.engine.sandbox;

import hookworks.grader.engine.sandbox.FilterProgram.Denial;
import hookworks.grader.engine.sandbox.SystemCall.Answer;
import hookworks.grader.engine.sandbox.SystemCallTable.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The system calls that a worker may make: those that a JVM, libtorch and the compiler were seen to make, and their like.
 * Bubblewrap sets a first filter, under which the worker starts; the worker takes on a second one before a submission comes.
 * Where this machine can hear what is denied, neither fails a denied call by itself: the kernel asks the listener to the
 * second, and fails the call where there is none. Thread-safe.
 */
final class SystemCallFilter {
    private final Architecture architecture;
    private final Denial denial;
    private final Map<String, SystemCallTable> tables = new HashMap<>();
    private final Map<String, FilterFile> files = new HashMap<>();

    SystemCallFilter(Architecture architecture, Denial denial) {
        this.architecture = architecture;
        this.denial = denial;
    }

    /** The filter for this machine, where its architecture's calls are known. */
    static Optional<SystemCallFilter> ofThisMachine() {
        return Architecture.named(System.getProperty("os.arch"))
                .map(architecture -> new SystemCallFilter(
                        architecture, DeniedCalls.canBeHeard(architecture) ? Denial.HEARD : Denial.AT_ONCE));
    }

    /**
     * Where {@code bwrap --seccomp} can read the first filter, for as long as this process runs.
     *
     * @param device what the worker computes on
     */
    synchronized Path first(String device) throws IOException {
        return files.computeIfAbsent(device, this::newFile).path();
    }

    private FilterFile newFile(String device) {
        byte[] program = FilterProgram.of(table(device), Set.of(Answer.ALLOW, Answer.START), denial);
        return new FilterFile(program, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The arguments from which a worker makes the second filter. */
    List<String> second(String device) {
        long flags = denial == Denial.HEARD ? DeniedCalls.FLAGS : DeniedCalls.ALL_THREADS;
        byte[] program = FilterProgram.of(table(device), Set.of(Answer.ALLOW), denial);
        return List.of(
                Integer.toString(architecture.seccomp()),
                Long.toString(flags),
                Base64.getEncoder().encodeToString(program));
    }

    /** By what the denied calls can be named, where they can be heard. */
    Optional<SystemCallTable> heard(String device) {
        return denial == Denial.HEARD ? Optional.of(table(device)) : Optional.empty();
    }

    private synchronized SystemCallTable table(String device) {
        return tables.computeIfAbsent(device, each -> SystemCallTable.of(architecture, each));
    }
}
