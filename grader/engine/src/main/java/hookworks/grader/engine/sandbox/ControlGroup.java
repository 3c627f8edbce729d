package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group of the kernel, in the hierarchies of version 1 or the one of version 2, whichever this process may
 * write to. Limits memory and the number of threads for one worker and all that it starts.
 */
final class ControlGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final AtomicLong SERIAL = new AtomicLong();

    private final List<Path> folders;

    private ControlGroup(List<Path> folders) {
        this.folders = folders;
    }

    /** Makes a group, or nothing where this machine doesn't let us. */
    static Optional<ControlGroup> create(WorkerLimits limits) {
        return createBelow(ROOT, limits);
    }

    static Optional<ControlGroup> createBelow(Path root, WorkerLimits limits) {
        var group = new ControlGroup(new ArrayList<>());
        try {
            group.make(root, limits);
            return Optional.of(group);
        } catch (IOException e) {
            LOG.debug("no control group for workers: {}", e.toString());
            group.close();
            return Optional.empty();
        }
    }

    private void make(Path root, WorkerLimits limits) throws IOException {
        String name = "hookworks-%d-%d".formatted(ProcessHandle.current().pid(), SERIAL.incrementAndGet());
        String memory = Long.toString((long) limits.memoryMebibytes() << 20);
        String processes = Integer.toString(limits.processes());
        if (Files.exists(root.resolve("cgroup.controllers"))) {
            Path folder = add(root.resolve(name));
            write(folder, "memory.max", memory);
            if (Files.exists(folder.resolve("memory.swap.max"))) { // not where the kernel swaps nothing
                write(folder, "memory.swap.max", "0");
            }
            write(folder, "pids.max", processes);
        } else {
            write(add(root.resolve("memory").resolve(name)), "memory.limit_in_bytes", memory);
            write(add(root.resolve("pids").resolve(name)), "pids.max", processes);
        }
    }

    private Path add(Path folder) throws IOException {
        Files.createDirectory(folder);
        folders.add(folder);
        return folder;
    }

    private static void write(Path folder, String file, String value) throws IOException {
        Path target = folder.resolve(file);
        if (!Files.exists(target)) {
            throw new NoSuchFileException(target.toString());
        }
        Files.writeString(target, value);
    }

    /** The files into which a process writes its own number to join. */
    List<String> joinFiles() {
        return folders.stream()
                .map(folder -> folder.resolve("cgroup.procs").toString())
                .toList();
    }

    boolean ranOutOfMemory() {
        return folders.stream()
                .anyMatch(folder -> counted(folder, "memory.events") || counted(folder, "memory.oom_control"));
    }

    private static boolean counted(Path folder, String file) {
        Path events = folder.resolve(file);
        if (!Files.exists(events)) {
            return false;
        }
        try {
            return Files.readAllLines(events).stream()
                    .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
        } catch (IOException e) {
            LOG.warn("cannot read {}: {}", events, e.toString());
            return false;
        }
    }

    /** Removes the group; what was inside has been killed, but the kernel may take a moment to let go. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        for (Path folder : folders) {
            remove(folder);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path folder) {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                Files.deleteIfExists(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                LOG.debug("{} is still in use", folder);
            } catch (IOException e) {
                LOG.debug("{} can't be removed yet: {}", folder, e.toString());
            }
            if (!pause()) {
                return;
            }
        }
        LOG.warn("control group {} could not be removed", folder);
    }

    private static boolean pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        return !Thread.currentThread().isInterrupted();
    }
}
