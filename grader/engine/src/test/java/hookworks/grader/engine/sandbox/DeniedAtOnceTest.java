package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.CourseSection;
import hookworks.grader.engine.sandbox.FilterProgram.Denial;
import hookworks.grader.engine.sandbox.SystemCallTable.Architecture;
import hookworks.grader.engine.session.Loading;
import hookworks.grader.engine.session.NoResult;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.protocol.SourceTree;
import hookworks.lens.hooks.HookPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where denied calls can't be heard, a worker")
class DeniedAtOnceTest {
    private static final String HOSTILE = "/hostile/reaches-out/asks-the-kernel-itself.java";

    @Test
    @DisplayName("starts all the same, and is denied them by the kernel at once, with the same error")
    void deniedAtOnce() throws IOException {
        var filter = new SystemCallFilter(
                Architecture.named(System.getProperty("os.arch")).orElseThrow(), Denial.AT_ONCE);
        var workers = new Workers(
                new BubblewrapSandbox(Walls.all(), Optional.of(filter), ProtectionPolicy.standard()),
                WorkerImage.ofThisInstallation("cpu"),
                WorkerLimits.standard());
        var method = CourseSection.HOOKS.method("induction-score-hook").orElseThrow();
        try (NDManager manager = NDManager.newBaseManager();
                SubmissionSession session = workers.start()) {
            assertThat(session.load(SourceTree.of(Map.of("student/MyHooks.java", source()))))
                    .isInstanceOf(Loading.Ready.class);
            Object[] arguments = {
                manager.ones(new Shape(2, 3, 7, 7)),
                HookPoint.named("blocks.0.attn.hook_pattern"),
                manager.full(new Shape(3, 3), 0.25f)
            };
            assertThatExceptionOfType(NoResult.class)
                    .isThrownBy(() -> session.call("induction-score-hook", method, arguments, manager))
                    .extracting(NoResult::feedback)
                    .asString()
                    .contains("socket 1, fork 1, unshare 1, ptrace 1");
        }
    }

    private static String source() throws IOException {
        try (var file = DeniedAtOnceTest.class.getResourceAsStream(HOSTILE)) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
