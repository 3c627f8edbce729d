package hookworks.grader.engine.sandbox;

import hookworks.grader.engine.sandbox.FilterProgram.Denial;
import hookworks.grader.engine.sandbox.SystemCall.Answer;
import hookworks.grader.engine.sandbox.SystemCallTable.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The system calls that a worker may make: those that a JVM, libtorch and the compiler were seen to make, and their like.
 * Thread-safe.
 */
final class SystemCallFilter {
    private final Architecture architecture;
    private final Map<String, FilterFile> files = new HashMap<>();

    private SystemCallFilter(Architecture architecture) {
        this.architecture = architecture;
    }

    /** The filter for this machine, where its architecture's calls are known. */
    static Optional<SystemCallFilter> ofThisMachine() {
        return Architecture.named(System.getProperty("os.arch")).map(SystemCallFilter::new);
    }

    /**
     * Where {@code bwrap --seccomp} can read the filter, for as long as this process runs.
     *
     * @param device what the worker computes on
     */
    synchronized Path file(String device) throws IOException {
        return files.computeIfAbsent(device, this::newFile).path();
    }

    private FilterFile newFile(String device) {
        byte[] program = FilterProgram.of(table(device), Set.of(Answer.ALLOW, Answer.START), Denial.AT_ONCE);
        return new FilterFile(program, Path.of(System.getProperty("java.io.tmpdir")));
    }

    private SystemCallTable table(String device) {
        return SystemCallTable.of(architecture, device);
    }
}
