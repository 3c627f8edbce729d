package hookworks.grader.engine.sandbox;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What bubblewrap and prlimit are told for each protection. All stand, always; only a test lowers some, to see what they
 * are good for.
 */
final class Walls {
    private final Set<Protection> lowered;

    private Walls(Set<Protection> lowered) {
        this.lowered = lowered;
    }

    static Walls all() {
        return new Walls(EnumSet.noneOf(Protection.class));
    }

    /** All but some. */
    static Walls without(Set<Protection> lowered) {
        return new Walls(Set.copyOf(lowered));
    }

    boolean stand(Protection protection) {
        return !lowered.contains(protection);
    }

    /** Bubblewrap's arguments for its namespaces, and for who the worker is in them. */
    List<String> namespaces() {
        var arguments = new ArrayList<>(List.of("--unshare-user"));
        with(arguments, Protection.NETWORK, "--unshare-net");
        with(arguments, Protection.PROCESSES, "--unshare-pid");
        if (stand(Protection.PROCESSES)) {
            // Bubblewrap's own first process is held by no filter, and whoever shares its user can write into it.
            with(arguments, Protection.FIRST_PROCESS, "--as-pid-1");
        }
        with(arguments, Protection.IPC, "--unshare-ipc");
        with(arguments, Protection.HOST_NAME, "--unshare-uts", "--hostname", "worker");
        with(arguments, Protection.CONTROL_GROUP_NAMES, "--unshare-cgroup");
        with(arguments, Protection.NESTED_NAMESPACES, "--disable-userns");
        with(arguments, Protection.ENVIRONMENT, "--clearenv");
        arguments.addAll(
                stand(Protection.CAPABILITIES)
                        ? List.of("--cap-drop", "ALL", "--uid", "65534", "--gid", "65534")
                        : List.of("--cap-add", "ALL", "--uid", "0", "--gid", "0"));
        return arguments;
    }

    /** Bubblewrap's arguments that show a folder of the host's at a path inside. */
    List<String> showing(String folder, String path) {
        return List.of(stand(Protection.READ_ONLY) ? "--ro-bind" : "--bind", folder, path);
    }

    /** Bubblewrap's arguments for the folder that can be written to, and for everything else. */
    List<String> folders(WorkerLimits limits) {
        var arguments = new ArrayList<String>();
        with(arguments, Protection.TEMPORARY_FOLDER, "--size", bytes(limits.temporaryMebibytes()));
        arguments.addAll(List.of("--tmpfs", "/tmp"));
        if (!stand(Protection.FILES)) {
            arguments.addAll(showing("/", "/host"));
        }
        // Both are memory of the host, as much as there is, and no part of the memory limit without a control group.
        with(arguments, Protection.READ_ONLY, "--remount-ro", "/dev", "--remount-ro", "/");
        return arguments;
    }

    /** The arguments of prlimit. */
    List<String> resourceLimits(WorkerLimits limits) {
        var arguments = new ArrayList<>(List.of("--core=0"));
        with(arguments, Protection.MEMORY, "--data=" + bytes(limits.memoryMebibytes()));
        // The softer limit ends it by a signal that tells why; at the other it would be killed like by anybody.
        with(arguments, Protection.CPU_TIME, "--cpu=%d:%d".formatted(limits.cpuSeconds(), limits.cpuSeconds() + 5));
        with(arguments, Protection.OPEN_FILES, "--nofile=256");
        with(arguments, Protection.FILE_SIZE, "--fsize=" + bytes(limits.temporaryMebibytes()));
        return arguments;
    }

    private void with(List<String> arguments, Protection protection, String... added) {
        if (stand(protection)) {
            arguments.addAll(List.of(added));
        }
    }

    private static String bytes(int mebibytes) {
        return Long.toString((long) mebibytes << 20);
    }
}
