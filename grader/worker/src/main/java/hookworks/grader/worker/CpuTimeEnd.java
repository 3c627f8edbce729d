package hookworks.grader.worker;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/**
 * How a worker ends when its CPU time is used up. The kernel doesn't deliver a signal that nobody handles to the first
 * process of a tree, which a worker is; it would be killed some seconds later, like by anybody.
 */
final class CpuTimeEnd {
    /** The signal's number on Linux; and the exit status, since a handler is called with it. */
    private static final int SIGXCPU = 24;

    private static final long FAILED = -1;

    private CpuTimeEnd() {}

    /** Lets the C library end this process, whatever its threads do then. */
    static void exitsByItself() {
        Object[] arguments = {SIGXCPU, NativeLibrary.getInstance("c").getFunction("_exit")};
        if (Function.getFunction("c", "signal").invokeLong(arguments) == FAILED) {
            throw new IllegalStateException("the end of CPU time can't be handled");
        }
    }
}
