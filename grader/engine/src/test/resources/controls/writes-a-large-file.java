// wants: a larger file than it may write
// off: FILE_SIZE, TEMPORARY_FOLDER
// gets: a file of 12 MiB
package student;

import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    static String run() throws Exception {
        Path file = Files.write(Path.of("/tmp/large"), new byte[12 << 20]);
        return "a file of " + (Files.size(file) >> 20) + " MiB";
    }
}
