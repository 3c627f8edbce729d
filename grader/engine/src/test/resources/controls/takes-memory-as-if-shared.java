// wants: more memory than it may have, as memory that counts for shared and so not as its own
// off: CONTROL_GROUP
// gets: over 1000 MiB of memory
package student;

import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    private static final long BYTES = 1L << 30;
    private static final long READ_WRITE = 3;
    private static final long SHARED_ANONYMOUS = 0x21;

    static String run() throws Exception {
        long address = Kernel.call("mmap", 0L, BYTES, READ_WRITE, SHARED_ANONYMOUS, -1L, 0L);
        Kernel.call("memset", address, 1L, BYTES);
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(each -> each.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        int mebibytes = Integer.parseInt(line.replaceAll("\\D", "")) >> 10;
        return mebibytes > 1000 ? "over 1000 MiB of memory: " + mebibytes : "only " + mebibytes;
    }
}
