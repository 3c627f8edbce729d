package hookworks.grader.engine.sandbox;

import java.util.Locale;

/**
 * One wall between a submission and everything else. Each can be named, so that an operator can demand it, and each is
 * tried: with it alone left out, an attack gets through.
 */
public enum Protection {
    NETWORK("a network of its own, with nobody on it"),
    PROCESSES("a process tree of its own, which sees no other and ends as a whole"),
    FIRST_PROCESS("nothing of the sandbox beside the worker, which is the first process of its tree"),
    IPC("shared memory and message queues of its own"),
    HOST_NAME("a host name of its own"),
    CONTROL_GROUP_NAMES("names of control groups of its own"),
    FILES("files of its own, and of the host's only the JDK, the C library, libtorch and the public jars"),
    READ_ONLY("everything read-only but one temporary folder"),
    CAPABILITIES("an ordinary user without capabilities"),
    NESTED_NAMESPACES("no user namespace within, and so no way to new capabilities"),
    ENVIRONMENT("an empty environment"),
    SYSTEM_CALLS("a filter of system calls, without sockets, processes, mounts or kernel interfaces"),
    MEMORY("a limit on private memory"),
    CPU_TIME("a limit on CPU time"),
    OPEN_FILES("a limit on open files"),
    FILE_SIZE("a limit on the size of a file"),
    TEMPORARY_FOLDER("a temporary folder of limited size"),
    CONTROL_GROUP("a control group that limits all memory and all threads"),
    OUTPUT("a limit on what it writes"),
    DEADLINES("deadlines for starting, compiling and each call");

    private final String inWords;

    Protection(String inWords) {
        this.inWords = inWords;
    }

    /** What stands there, in a few words. */
    public String inWords() {
        return inWords;
    }

    /** What an operator can do where it is absent. */
    public String remedy() {
        return switch (this) {
            case CONTROL_GROUP -> "start it where it may write to /sys/fs/cgroup, such as by root";
            case SYSTEM_CALLS -> "the filter is made for x86-64: grade on such a machine";
            default -> "it is part of the sandbox: start it where ./hookworks doctor finds one, and not without";
        };
    }

    /** The name by which it is demanded, such as {@code control-group}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
