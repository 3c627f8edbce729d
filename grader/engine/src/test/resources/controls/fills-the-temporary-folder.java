// wants: more in its temporary folder than that may hold
// off: TEMPORARY_FOLDER
// gets: 18 MiB of files
package student;

import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    static String run() throws Exception {
        long kept = 0;
        for (int i = 0; i < 3; i++) {
            kept += Files.size(Files.write(Path.of("/tmp/" + i), new byte[6 << 20]));
        }
        return (kept >> 20) + " MiB of files";
    }
}
