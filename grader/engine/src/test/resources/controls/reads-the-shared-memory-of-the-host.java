// wants: to read what a process of the host shares with another
// off: IPC
// aside: SYSTEM_CALLS
// gets: @secret@
package student;

import java.lang.foreign.MemorySegment;

final class Attack {
    static String run() throws Exception {
        long address = Kernel.call("shmat", @segment@L, 0L, 010000L);
        return MemorySegment.ofAddress(address).reinterpret(100).getString(0);
    }
}
