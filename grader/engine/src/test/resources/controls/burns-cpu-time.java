// wants: more CPU time than it may have
// off: CPU_TIME
// gets: over 13 seconds of CPU time
package student;

import java.time.Duration;

final class Attack {
    static String run() {
        Thread.ofPlatform().daemon().start(Attack::burn);
        burn();
        return "over 13 seconds of CPU time: " + used();
    }

    private static void burn() {
        while (used().compareTo(Duration.ofSeconds(13)) <= 0) {
            long since = System.nanoTime();
            while (System.nanoTime() - since < 50_000_000) {
                Thread.onSpinWait();
            }
        }
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
