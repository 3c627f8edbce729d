// wants: more memory of the host than its temporary folder has, as files among the devices
// off: READ_ONLY
// gets: 18 MiB among the devices
package student;

import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    static String run() throws Exception {
        long kept = 0;
        for (int i = 0; i < 3; i++) {
            kept += Files.size(Files.write(Path.of("/dev/" + i), new byte[6 << 20]));
        }
        return (kept >> 20) + " MiB among the devices";
    }
}
