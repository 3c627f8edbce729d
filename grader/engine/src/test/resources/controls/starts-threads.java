// wants: more threads than it may have
// off: CONTROL_GROUP
// gets: over 300 threads
package student;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

final class Attack {
    static String run() throws Exception {
        for (int i = 0; i < 300; i++) {
            var thread = new Thread(null, LockSupport::park, "idle", 256 << 10);
            thread.setDaemon(true);
            thread.start();
        }
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            long threads = tasks.count();
            return threads > 300 ? "over 300 threads: " + threads : "only " + threads;
        }
    }
}
