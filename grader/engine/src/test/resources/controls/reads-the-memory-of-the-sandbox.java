// wants: to read, and so to write, the memory of the sandbox's own process
// off: FIRST_PROCESS
// gets: bwrap's memory: ELF
package student;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    static String run() throws Exception {
        String name = Files.readString(Path.of("/proc/1/comm")).strip();
        String range = Files.readAllLines(Path.of("/proc/1/maps")).getFirst();
        byte[] begin = new byte[4];
        try (var memory = new RandomAccessFile("/proc/1/mem", "r")) {
            memory.seek(Long.parseUnsignedLong(range.substring(0, range.indexOf('-')), 16));
            memory.readFully(begin);
        }
        return "%s's memory: %s".formatted(name, new String(begin, 1, 3, StandardCharsets.US_ASCII));
    }
}
