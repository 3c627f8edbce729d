package hookworks.grader.engine.sandbox;

import java.util.Optional;

/** A running worker process and the control group that holds it, if any. Owned by whoever started it. */
public final class ConfinedProcess implements AutoCloseable {
    private final Process process;
    private final Optional<ControlGroup> group;
    private final Optional<String> exitReport;

    ConfinedProcess(Process process, Optional<ControlGroup> group, Optional<String> exitReport) {
        this.process = process;
        this.group = group;
        this.exitReport = exitReport;
    }

    public Process process() {
        return process;
    }

    /** Whether the kernel killed something in there for want of memory. */
    public boolean ranOutOfMemory() {
        return group.map(ControlGroup::ranOutOfMemory).orElse(false);
    }

    /**
     * What the sandbox writes to the error stream when what it holds has ended. Where the process ends without, somebody
     * outside killed the sandbox: nothing inside can reach it.
     */
    public Optional<String> exitReport() {
        return exitReport;
    }

    /** Kills everything inside and waits until it is gone, interrupted or not. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        group.ifPresent(ControlGroup::close);
    }
}
