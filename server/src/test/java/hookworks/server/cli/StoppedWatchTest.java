package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("hookworks grade --watch, told to stop while it judges,")
@Timeout(120)
final class StoppedWatchTest {
    private static final String ANSWER = """
            package student;
            public class MyHooks implements hookworks.exercises.Hooks {
                @Override
                public ai.djl.ndarray.NDArray inductionScoreHook(ai.djl.ndarray.NDArray pattern,
                        hookworks.lens.hooks.HookPoint hook, ai.djl.ndarray.NDArray store) {
                    %s
                    return store;
                }
            }
            """;

    private final Path folder;
    private final Path source;

    StoppedWatchTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        source = Files.createDirectories(folder.resolve("work/src/main/java/student"))
                .resolve("MyHooks.java");
    }

    @Test
    @DisplayName("leaves the report of what it judged before, starts no other worker, and leaves none behind")
    void keepsTheReportBefore() throws Exception {
        Path report = folder.resolve("report.json");
        Files.writeString(source, ANSWER.formatted(""));
        Process watching = RealCommand.of(
                        List.of(),
                        "grade",
                        folder.resolve("work").toString(),
                        "--watch",
                        "--exercise=induction-score-hook",
                        "--json=" + report)
                .start();
        // Reading its lines can't be interrupted, but ends when the process does.
        CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS).execute(watching::destroyForcibly);
        try (BufferedReader said = watching.inputReader()) {
            awaitLine(said, "waiting for a change");
            String before = Files.readString(report);
            assertThat(before).contains("\"verdict\" : \"FAILED\"");

            Files.writeString(source, ANSWER.formatted("while (store != null) { Thread.onSpinWait(); }"));
            awaitLine(said, "the sources compile");
            List<ProcessHandle> workers = watching.descendants().toList();
            assertThat(workers).isNotEmpty();
            watching.toHandle().destroy(); // which leaves its output to be read

            assertThat(watching.waitFor(60, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(20, TimeUnit.SECONDS);
            }
            assertThat(said.lines()).noneMatch(line -> line.contains("once more"));
            assertThat(report).hasContent(before);
        } finally {
            watching.destroyForcibly();
        }
    }

    private static void awaitLine(BufferedReader said, String part) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new IllegalStateException("it ended before it said '%s'".formatted(part));
    }
}
