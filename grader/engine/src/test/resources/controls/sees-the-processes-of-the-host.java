// wants: to see what the host runs
// off: PROCESSES
// gets: @secret@
package student;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class Attack {
    static String run() throws Exception {
        var found = new StringBuilder();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String line = read(process.resolve("cmdline"));
                if (line.contains("a-secret-")) {
                    found.append(line);
                }
            }
        }
        return found.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
