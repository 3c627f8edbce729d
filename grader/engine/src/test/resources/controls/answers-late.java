// wants: to hold the grader up
// off: DEADLINES
// gets: to answer after 4 seconds
package student;

import java.time.Duration;

final class Attack {
    static String run() throws Exception {
        Thread.sleep(Duration.ofSeconds(4));
        return "to answer after 4 seconds";
    }
}
