package hookworks.grader.worker;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.util.Base64;

/**
 * The filter of system calls that a worker takes on once it is warm, on top of the one that it was started with. It gives up
 * what only starting needs, and lets the engine hear what is denied. Confined to one thread.
 */
final class SecondFilter {
    private static final long SET_MODE_FILTER = 1;
    private static final long NEW_LISTENER = 1 << 3;
    private static final int INSTRUCTION_BYTES = 8;

    /** Of the kernel's {@code sock_fprog}: a length, then a pointer at the next multiple of 8. */
    private static final int DESCRIPTION_BYTES = 16;

    private final long seccomp;
    private final long flags;
    private final byte[] program;
    private int listener = -1;

    private SecondFilter(long seccomp, long flags, byte[] program) {
        this.seccomp = seccomp;
        this.flags = flags;
        this.program = program;
    }

    /**
     * The filter that the engine chose.
     *
     * @param arguments the number of the call {@code seccomp} here, its flags, and the program in Base64
     */
    static SecondFilter of(String[] arguments) {
        return new SecondFilter(
                Long.parseLong(arguments[0]),
                Long.parseLong(arguments[1]),
                Base64.getDecoder().decode(arguments[2]));
    }

    /**
     * Takes it on, for all threads of this process and for good.
     *
     * @throws IOException where the kernel doesn't take it: then no submission may run here
     */
    void install() throws IOException {
        try (Memory instructions = new Memory(program.length);
                Memory description = new Memory(DESCRIPTION_BYTES)) {
            instructions.write(0, program, 0, program.length);
            description.setShort(0, (short) (program.length / INSTRUCTION_BYTES));
            description.setPointer(8, instructions);
            Object[] arguments = {seccomp, SET_MODE_FILTER, flags, description};
            int result = Function.getFunction("c", "syscall").invokeInt(arguments);
            boolean taken = (flags & NEW_LISTENER) != 0 ? result >= 0 : result == 0;
            if (!taken) {
                throw new IOException(
                        "the kernel does not take the second filter of system calls: error " + Native.getLastError());
            }
            listener = (flags & NEW_LISTENER) != 0 ? result : -1;
        }
    }

    /** Keeps no hold on the filter: by now the engine hears for itself, and a submission must not answer in its place. */
    void letGo() throws IOException {
        if (listener >= 0 && Function.getFunction("c", "close").invokeInt(new Object[] {listener}) != 0) {
            throw new IOException("the second filter's listener %d does not close".formatted(listener));
        }
        listener = -1;
    }
}
