package hookworks.grader.engine.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The system calls that a worker is refused, as a program for the kernel's seccomp: an array of {@code sock_filter} that
 * {@code bwrap --seccomp} reads. A JVM, libtorch and the compiler never need them; exploits of the kernel often do. What is
 * refused fails with EPERM, as if a privilege were missing, so that a caller can go on.
 */
final class SystemCallFilter {
    private static final int ARCHITECTURE_X86_64 = 0xC000003E;
    private static final int X32_CALLS = 0x4000_0000;
    private static final int CLONE = 56;
    private static final int CLONE3 = 435;
    private static final int CLONE_THREAD = 0x0001_0000;

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int CALL_NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;

    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int EPERM = 0x0005_0000 | 1;
    private static final int ENOSYS = 0x0005_0000 | 38;

    private static final int INSTRUCTION_BYTES = 8;

    /** A call by its name and its number on x86-64. */
    record Call(String name, int number) {}

    /** What is refused whatever its arguments are. */
    static final List<Call> REFUSED = List.of(
            // the network, also over sockets that are files
            new Call("socket", 41),
            new Call("connect", 42),
            new Call("bind", 49),
            new Call("listen", 50),
            new Call("socketpair", 53),
            // other processes: making them, reading them, steering them
            new Call("fork", 57),
            new Call("vfork", 58),
            new Call("ptrace", 101),
            new Call("process_vm_readv", 310),
            new Call("process_vm_writev", 311),
            new Call("kcmp", 312),
            new Call("execveat", 322),
            new Call("pidfd_open", 434),
            new Call("pidfd_getfd", 438),
            new Call("process_madvise", 440),
            // namespaces and mounts
            new Call("pivot_root", 155),
            new Call("chroot", 161),
            new Call("mount", 165),
            new Call("umount2", 166),
            new Call("unshare", 272),
            new Call("setns", 308),
            new Call("open_tree", 428),
            new Call("move_mount", 429),
            new Call("fsopen", 430),
            new Call("fsconfig", 431),
            new Call("fsmount", 432),
            new Call("fspick", 433),
            new Call("mount_setattr", 442),
            // files by another way than a path
            new Call("mknod", 133),
            new Call("mknodat", 259),
            new Call("name_to_handle_at", 303),
            new Call("open_by_handle_at", 304),
            new Call("fanotify_init", 300),
            // the machine
            new Call("syslog", 103),
            new Call("modify_ldt", 154),
            new Call("adjtimex", 159),
            new Call("acct", 163),
            new Call("settimeofday", 164),
            new Call("swapon", 167),
            new Call("swapoff", 168),
            new Call("reboot", 169),
            new Call("sethostname", 170),
            new Call("setdomainname", 171),
            new Call("iopl", 172),
            new Call("ioperm", 173),
            new Call("init_module", 175),
            new Call("delete_module", 176),
            new Call("quotactl", 179),
            new Call("clock_settime", 227),
            new Call("kexec_load", 246),
            new Call("clock_adjtime", 305),
            new Call("finit_module", 313),
            new Call("kexec_file_load", 320),
            new Call("quotactl_fd", 443),
            // large parts of the kernel, and often the way in
            new Call("add_key", 248),
            new Call("request_key", 249),
            new Call("keyctl", 250),
            new Call("move_pages", 279),
            new Call("perf_event_open", 298),
            new Call("bpf", 321),
            new Call("userfaultfd", 323),
            new Call("io_uring_setup", 425),
            new Call("io_uring_enter", 426),
            new Call("io_uring_register", 427),
            new Call("memfd_secret", 447));

    private SystemCallFilter() {}

    /** The program for a machine of this architecture, where its calls are known. */
    static Optional<byte[]> forArchitecture(String osArch) {
        return osArch.equals("amd64") ? Optional.of(program()) : Optional.empty();
    }

    private static byte[] program() {
        var program = ByteBuffer.allocate((2 * REFUSED.size() + 14) * INSTRUCTION_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        // Numbers mean other calls to 32-bit code.
        add(program, LOAD_WORD, 0, 0, ARCHITECTURE);
        add(program, JUMP_IF_EQUAL, 1, 0, ARCHITECTURE_X86_64);
        add(program, RETURN, 0, 0, KILL_PROCESS);
        add(program, LOAD_WORD, 0, 0, CALL_NUMBER);
        add(program, JUMP_IF_AT_LEAST, 0, 1, X32_CALLS);
        add(program, RETURN, 0, 0, EPERM);
        // Its flags lie in memory, which no filter can read; the C library falls back to clone.
        add(program, JUMP_IF_EQUAL, 0, 1, CLONE3);
        add(program, RETURN, 0, 0, ENOSYS);
        for (Call refused : REFUSED) {
            add(program, JUMP_IF_EQUAL, 0, 1, refused.number());
            add(program, RETURN, 0, 0, EPERM);
        }
        // Threads, but no processes, and so no namespaces either.
        add(program, JUMP_IF_EQUAL, 1, 0, CLONE);
        add(program, RETURN, 0, 0, ALLOW);
        add(program, LOAD_WORD, 0, 0, FIRST_ARGUMENT);
        add(program, JUMP_IF_ANY_BIT, 1, 0, CLONE_THREAD);
        add(program, RETURN, 0, 0, EPERM);
        add(program, RETURN, 0, 0, ALLOW);
        return program.array();
    }

    /**
     * Adds an instruction.
     *
     * @param ifTrue how many instructions to skip where a comparison holds, and {@code ifFalse} where it doesn't
     */
    private static void add(ByteBuffer program, int code, int ifTrue, int ifFalse, int operand) {
        program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
