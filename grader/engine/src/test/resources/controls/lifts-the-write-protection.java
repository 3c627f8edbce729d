// wants: to make its class path writable again, as an administrator may
// off: CAPABILITIES, NESTED_NAMESPACES, SYSTEM_CALLS
// gets: in the jars: planted
package student;

import java.lang.foreign.Arena;

final class Attack {
    private static final long REMOUNT = 32;
    private static final long BIND = 4096;
    private static final long NO_SET_UID = 2;
    private static final long NO_DEVICES = 4;

    static String run() throws Exception {
        long folder = Arena.global().allocateFrom("/worker").address();
        Kernel.call("mount", folder, folder, 0L, REMOUNT | BIND | NO_SET_UID | NO_DEVICES, 0L);
        java.nio.file.Files.writeString(java.nio.file.Path.of("/worker/planted.txt"), "planted");
        return "a file";
    }
}
