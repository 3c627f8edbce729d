package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a grading run may not leave behind in this process, in the system or in the kernel's lists. */
final class Remains {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Remains() {}

    static void none() throws IOException, InterruptedException {
        assertThat(ProcessHandle.current().descendants()).as("processes").isEmpty();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("worker-")) {
                assertThat(thread.join(GRACE)).as("%s has ended", thread).isTrue();
            }
        }
        String ours = "hookworks-%d-".formatted(ProcessHandle.current().pid());
        try (var groups = Files.find(
                Path.of("/sys/fs/cgroup"),
                2,
                (path, attributes) -> path.getFileName().toString().startsWith(ours))) {
            assertThat(groups).as("control groups").isEmpty();
        }
    }
}
