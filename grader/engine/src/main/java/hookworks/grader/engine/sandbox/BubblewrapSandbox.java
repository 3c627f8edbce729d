package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bubblewrap's namespaces around a worker, rlimits on it, and a control group where this process may make one. Inside
 * there is a JDK, the C library, libtorch, the public jars, an empty /proc of its own and one small folder in memory:
 * no network, no capabilities, no environment, nobody's files.
 */
public final class BubblewrapSandbox implements Sandbox {
    private static final Path BWRAP = Path.of("/usr/bin/bwrap");
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** What bubblewrap writes when the worker has ended, and can't write when it is killed itself. */
    private static final String EXIT_REPORT = "\"exit-code\"";

    private final Walls walls;
    private final Optional<SystemCallFilter> systemCalls;
    private final ProtectionPolicy policy;

    BubblewrapSandbox(Walls walls, Optional<SystemCallFilter> systemCalls, ProtectionPolicy policy) {
        this.walls = walls;
        this.systemCalls = systemCalls;
        this.policy = policy;
    }

    /** This sandbox, where the machine has what it needs; {@link #missing()} says what is not there. */
    public static Optional<BubblewrapSandbox> find() {
        return missing().isEmpty() ? Optional.of(behind(Walls.all())) : Optional.empty();
    }

    /** This sandbox with the walls that are given, which are all of them outside of tests. */
    static BubblewrapSandbox behind(Walls walls) {
        return new BubblewrapSandbox(
                walls,
                walls.stand(Protection.SYSTEM_CALLS) ? SystemCallFilter.ofThisMachine() : Optional.empty(),
                ProtectionPolicy.standard());
    }

    /** The same sandbox, which starts no worker without what is demanded, whatever stood when it was found. */
    public BubblewrapSandbox under(ProtectionPolicy demanded) {
        return new BubblewrapSandbox(walls, systemCalls, demanded);
    }

    /** What this machine lacks for the sandbox, each with the way to get it. */
    public static List<String> missing() {
        var missing = new ArrayList<String>();
        if (!Files.isExecutable(BWRAP)) {
            missing.add("bubblewrap is not installed: apt-get install bubblewrap");
        }
        if (!Files.isExecutable(PRLIMIT)) {
            missing.add("prlimit is not installed: apt-get install util-linux");
        }
        if (missing.isEmpty()) {
            probe().ifPresent(missing::add);
        }
        return missing;
    }

    /** Really enters the namespaces once: a kernel may forbid them to ordinary users. */
    private static Optional<String> probe() {
        try {
            var command = new ArrayList<>(List.of(BWRAP.toString()));
            command.addAll(Walls.all().namespaces());
            command.addAll(List.of("--ro-bind", "/", "/", "/bin/true"));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("bubblewrap can't make its namespaces here (%s): allow unprivileged user namespaces"
                            .formatted(said.strip()));
        } catch (IOException e) {
            return Optional.of("bubblewrap can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while bubblewrap was tried");
        }
    }

    @Override
    public ConfinedProcess start(WorkerImage image, WorkerLimits limits) throws IOException {
        Path filter = systemCalls.isPresent() ? systemCalls.get().first(image.device()) : Path.of("/dev/null");
        Optional<ControlGroup> group =
                walls.stand(Protection.CONTROL_GROUP) ? ControlGroup.create(limits) : Optional.empty();
        if (group.isEmpty() && policy.demands(Protection.CONTROL_GROUP)) {
            throw new IOException("no control group can be made for it, and none is started without, as demanded");
        }
        var command = new ArrayList<String>();
        command.addAll(joining(filter, group.map(ControlGroup::joinFiles).orElse(List.of())));
        command.add(PRLIMIT.toString());
        command.addAll(walls.resourceLimits(limits));
        command.addAll(bubblewrap(image, limits));
        command.addAll(new JavaCommand("/jdk", "/worker", "/natives", "/cache").arguments(image, limits));
        // A worker that writes a cache never has a submission, and its JVM makes other calls at its end.
        Optional<SystemCallFilter> later =
                systemCalls.filter(calls -> !image.cache().isWritten());
        later.ifPresent(calls -> command.addAll(calls.second(image.device())));
        try {
            return new ConfinedProcess(
                    process(command).start(),
                    group,
                    Optional.of(EXIT_REPORT),
                    later.flatMap(calls -> calls.heard(image.device())));
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
    }

    /** Bubblewrap clears the worker's environment; what it was started with itself holds nothing either, should it be reached. */
    private ProcessBuilder process(List<String> command) {
        var builder = new ProcessBuilder(command);
        if (walls.stand(Protection.ENVIRONMENT)) {
            builder.environment().clear();
        }
        return builder;
    }

    /**
     * A shell, out of reach of whoever interrupts this process at its terminal, that joins the control group and then
     * becomes the rest of the command line. Bubblewrap's reports go the way of the worker's errors; it reads the filter of
     * system calls as file 8.
     */
    private static List<String> joining(Path filter, List<String> groups) {
        var command = new ArrayList<>(List.of(
                SETSID.toString(),
                "/bin/sh",
                "-c",
                "filter=$1; shift;"
                        + " while [ \"$1\" != -- ]; do echo $$ > \"$1\" || exit 126; shift; done; shift;"
                        + " exec \"$@\" 8<\"$filter\" 9>&2",
                "join",
                filter.toString()));
        command.addAll(groups);
        command.add("--");
        return command;
    }

    private List<String> bubblewrap(WorkerImage image, WorkerLimits limits) throws IOException {
        var command = new ArrayList<>(List.of(BWRAP.toString(), "--json-status-fd", "9"));
        command.addAll(List.of("--die-with-parent", "--new-session"));
        command.addAll(walls.namespaces());
        if (systemCalls.isPresent()) {
            command.addAll(List.of("--seccomp", "8"));
        }
        command.addAll(systemLibraries());
        command.addAll(walls.showing(image.javaHome().toString(), "/jdk"));
        command.addAll(walls.showing(image.jars().toString(), "/worker"));
        command.addAll(walls.showing(image.natives().toString(), "/natives"));
        image.libtorch()
                .map(own -> own.folder().toString())
                .ifPresent(folder -> command.addAll(walls.showing(folder, folder)));
        image.cache()
                .folder()
                .ifPresent(folder -> command.addAll(
                        List.of(image.cache().isWritten() ? "--bind" : "--ro-bind", folder.toString(), "/cache")));
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        if (image.device().startsWith("cuda")) {
            command.addAll(graphicsDevices());
        }
        command.addAll(walls.folders(limits));
        command.addAll(List.of("--chdir", "/tmp", "--setenv", "OMP_NUM_THREADS", "1", "--setenv", "HOME", "/tmp"));
        return command;
    }

    /** The C library and its family, wherever this distribution keeps them; nothing else of /usr. */
    private static List<String> systemLibraries() {
        var command = new ArrayList<String>();
        for (String folder :
                List.of("/lib", "/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64")) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                command.addAll(List.of("--symlink", "usr" + folder, folder));
            } else if (Files.isDirectory(path)) {
                command.addAll(List.of("--ro-bind", folder, folder));
            }
        }
        return command;
    }

    private static List<String> graphicsDevices() throws IOException {
        var command = new ArrayList<String>();
        try (var devices = Files.newDirectoryStream(Path.of("/dev"), "nvidia*")) {
            devices.forEach(device -> command.addAll(List.of("--dev-bind", device.toString(), device.toString())));
        }
        return command;
    }

    @Override
    public Set<Protection> protections() {
        var standing = EnumSet.allOf(Protection.class);
        standing.removeIf(protection -> !walls.stand(protection));
        if (systemCalls.isEmpty()) {
            standing.remove(Protection.SYSTEM_CALLS);
        }
        Optional<ControlGroup> group = ControlGroup.create(WorkerLimits.standard());
        if (group.isEmpty()) {
            standing.remove(Protection.CONTROL_GROUP);
        }
        group.ifPresent(ControlGroup::close);
        return standing;
    }
}
