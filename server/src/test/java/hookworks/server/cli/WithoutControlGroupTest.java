package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command line on this machine, seen as if no control group could be made; bubblewrap sees to that. */
@DisplayName("Where no control group can be made,")
final class WithoutControlGroupTest {
    private static final List<String> WITHOUT_GROUPS = List.of(
            "/usr/bin/bwrap",
            "--dev-bind",
            "/",
            "/",
            "--cap-add",
            "ALL",
            "--tmpfs",
            "/sys/fs/cgroup",
            "--remount-ro",
            "/sys/fs/cgroup");

    private static final String GREEDY = """
            package student;
            public class MyHooks implements hookworks.exercises.Hooks {
                @Override
                public ai.djl.ndarray.NDArray inductionScoreHook(ai.djl.ndarray.NDArray pattern,
                        hookworks.lens.hooks.HookPoint hook, ai.djl.ndarray.NDArray store) {
                    for (int i = 0; i < 64; i++) {
                        store.getManager().ones(new ai.djl.ndarray.types.Shape(1 << 26));
                    }
                    return store;
                }
            }
            """;

    @Test
    @DisplayName("submissions are judged all the same, and limits of the process stop one that takes too much memory")
    void judges(@TempDir Path folder) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/main/java/student"));
        Files.writeString(sources.resolve("MyHooks.java"), GREEDY);

        RealCommand.Outcome outcome = RealCommand.run(
                WITHOUT_GROUPS,
                "grade",
                folder.toString(),
                "--sandbox",
                "--exercise",
                "induction-score-hook",
                "--exercise",
                "find-induction-heads");

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("run in a bubblewrap sandbox")
                .contains("your code went over the limit on memory")
                .contains("find-induction-heads not attempted");
    }
}
