package hookworks.grader.engine.sandbox;

import java.util.Optional;

/** A running worker process and the control group that holds it, if any. Owned by whoever started it. */
public final class ConfinedProcess implements AutoCloseable {
    private final Process process;
    private final Optional<ControlGroup> group;
    private final Optional<String> exitReport;
    private final Optional<SystemCallTable> heard;

    ConfinedProcess(
            Process process,
            Optional<ControlGroup> group,
            Optional<String> exitReport,
            Optional<SystemCallTable> heard) {
        this.process = process;
        this.group = group;
        this.exitReport = exitReport;
        this.heard = heard;
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

    /** Logs from now on what a worker that is warm is denied, where that can be heard. */
    public void hearDeniedCalls() {
        heard.ifPresent(table -> DeniedCalls.hear(process, table));
    }

    /** Kills everything inside and waits until it is gone, interrupted or not. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        group.ifPresent(ControlGroup::close);
    }
}
