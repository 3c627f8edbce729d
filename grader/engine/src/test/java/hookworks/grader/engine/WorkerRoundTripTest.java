package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.CourseSection;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.Loading;
import hookworks.grader.engine.session.NoResult;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.protocol.SourceTree;
import hookworks.lens.hooks.HookPoint;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker in its sandbox")
class WorkerRoundTripTest {
    private static final String HOOKS = """
            package student;
            public class MyHooks implements hookworks.exercises.Hooks {
                @Override
                public ai.djl.ndarray.NDArray inductionScoreHook(ai.djl.ndarray.NDArray pattern,
                        hookworks.lens.hooks.HookPoint hook, ai.djl.ndarray.NDArray store) {
                    return pattern.mean(new int[] {3}).mean(new int[] {2}).mean(new int[] {0}).add(hook.layer()).expandDims(0).add(store);
                }
            }
            """;

    @Test
    @DisplayName("compiles a submission and answers calls with what its code computed")
    void answers() throws IOException {
        String exercise = "induction-score-hook";
        var method = CourseSection.HOOKS.method(exercise).orElseThrow();
        try (NDManager manager = NDManager.newBaseManager();
                SubmissionSession session = TestJudge.workers().start()) {
            assertThat(session.load(SourceTree.of(Map.of("student/MyHooks.java", HOOKS))))
                    .isInstanceOf(Loading.Ready.class);
            for (int layer = 0; layer < 3; layer++) {
                Object[] arguments = {
                    manager.ones(new Shape(2, 3, 7, 7)),
                    HookPoint.named("blocks.%d.attn.hook_pattern".formatted(layer)),
                    manager.full(new Shape(3, 3), 0.25f)
                };
                var answer = (NDArray) session.call(exercise, method, arguments, manager);
                assertThat(answer).isEqualTo(manager.full(new Shape(3, 3), 1.25f + layer));
            }
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    @DisplayName("is not blamed for a question that is too large to be asked")
    void tooLargeAQuestion() throws IOException {
        String exercise = "induction-score-hook";
        var method = CourseSection.HOOKS.method(exercise).orElseThrow();
        try (NDManager manager = NDManager.newBaseManager();
                SubmissionSession session = TestJudge.workers().start()) {
            session.load(SourceTree.of(Map.of("student/MyHooks.java", HOOKS)));
            Object[] arguments = {
                manager.zeros(new Shape(1, 20, 1 << 10, 1 << 10)),
                HookPoint.named("blocks.0.attn.hook_pattern"),
                manager.zeros(new Shape(3, 20))
            };
            assertThatExceptionOfType(NoResult.class)
                    .isThrownBy(() -> session.call(exercise, method, arguments, manager))
                    .returns(Verdict.NOT_JUDGED, NoResult::verdict);
        }
    }
}
