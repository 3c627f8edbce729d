// wants: to leave a process behind that lives on when its worker is killed
// off: PROCESSES, SYSTEM_CALLS
// aside: CONTROL_GROUP
// gets: survivor: running
package student;

import java.lang.foreign.Arena;

final class Attack {
    private static final long STACK = 64 << 10;
    private static final long SIGCHLD = 17;

    static String run() throws Exception {
        long stack = Arena.global().allocate(STACK, 16).address() + STACK;
        return "process " + Kernel.call("clone", Kernel.address("pause"), stack, SIGCHLD, 0L) + ".";
    }
}
