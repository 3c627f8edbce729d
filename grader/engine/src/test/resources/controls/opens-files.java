// wants: more open files than it may have
// off: OPEN_FILES
// gets: over 400 open files
package student;

import java.io.FileInputStream;
import java.util.ArrayList;

final class Attack {
    private static final ArrayList<FileInputStream> OPEN = new ArrayList<>();

    static String run() throws Exception {
        while (OPEN.size() <= 400) {
            OPEN.add(new FileInputStream("/proc/self/status"));
        }
        return "over 400 open files";
    }
}
