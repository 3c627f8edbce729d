package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.WarmWorkers;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A submission that harms or errs")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileSubmissionsTest {
    private static final String EXERCISE = "induction-score-hook";
    private static final int SPARE = 1;

    private static Judge judge;

    @BeforeAll
    static void startJudge() {
        judge = new SandboxedJudge(WarmWorkers.of(TestJudge.workers(), SPARE), new SuiteLauncher(Suites.ofCourse()));
    }

    @AfterAll
    @DisplayName("leaves nothing running, no thread that listens and no control group, when the judge is closed")
    static void nothingIsLeft() throws IOException, InterruptedException {
        judge.close();
        Remains.none();
    }

    static Stream<HostileSubmission> all() throws IOException {
        return HostileSubmission.all();
    }

    /** One that tries to outlive its judging is judged twice: the second must find nothing of the first. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @Order(1)
    @DisplayName("gets its verdict and a clear word about it, and leaves the next one alone")
    void getsItsVerdict(HostileSubmission submission) {
        assertVerdict(submission);
        if (submission.group().equals("persists")) {
            assertVerdict(submission);
        }
        if (submission.verdict() == Verdict.PASSED) {
            assertReferencePasses();
        }
    }

    @Test
    @Order(2)
    @DisplayName("leaves the grader as it was: after them all, the reference still passes")
    void nextIsUnaffected() {
        assertReferencePasses();
    }

    @AfterEach
    @DisplayName("leaves no worker running but the one that is kept warm")
    void nothingButTheSpareIsLeft() {
        assertThat(ProcessHandle.current().children()).hasSizeLessThanOrEqualTo(SPARE);
    }

    private static void assertVerdict(HostileSubmission submission) {
        var request = new GradingRequest(submission.sources(), List.of(EXERCISE), 7);
        ExerciseVerdict verdict = judge.judge(request, event -> {}).exercises().getFirst();

        assertThat(verdict.verdict()).as(verdict.toString()).isEqualTo(submission.verdict());
        assertThat(words(verdict)).contains(submission.says());
    }

    private static void assertReferencePasses() {
        assertThat(judge.judge(TestJudge.reference(List.of(EXERCISE)), event -> {})
                        .exercises())
                .extracting(ExerciseVerdict::verdict)
                .containsExactly(Verdict.PASSED);
    }

    private static String words(ExerciseVerdict verdict) {
        var words = new StringBuilder(verdict.feedback().orElse(""));
        verdict.checks()
                .forEach(check -> words.append('\n').append(check.feedback().orElse("")));
        return words.toString();
    }
}
