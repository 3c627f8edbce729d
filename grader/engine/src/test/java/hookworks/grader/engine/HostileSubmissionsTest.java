package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A submission that harms or errs")
class HostileSubmissionsTest {
    private static final String EXERCISE = "induction-score-hook";

    static Stream<HostileSubmission> all() throws IOException {
        return HostileSubmission.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("gets its verdict and a clear word about it")
    void getsItsVerdict(HostileSubmission submission) {
        ExerciseVerdict verdict = judge(submission);

        assertThat(verdict.verdict()).as(verdict.toString()).isEqualTo(submission.verdict());
        assertThat(words(verdict)).contains(submission.says());
    }

    @Test
    @DisplayName("leaves the next one alone: the reference still passes")
    void nextIsUnaffected() throws IOException {
        HostileSubmission exits = HostileSubmission.all()
                .filter(each -> each.name().equals("exits"))
                .findFirst()
                .orElseThrow();
        judge(exits);
        GradingReport report = TestJudge.sandboxed().judge(TestJudge.reference(List.of(EXERCISE)), event -> {});
        assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).containsExactly(Verdict.PASSED);
    }

    @AfterEach
    @DisplayName("leaves nothing running, no thread that listens and no control group")
    void nothingIsLeft() throws IOException, InterruptedException {
        Remains.none();
    }

    private static ExerciseVerdict judge(HostileSubmission submission) {
        var request = new GradingRequest(submission.sources(), List.of(EXERCISE), 7);
        return TestJudge.sandboxed().judge(request, event -> {}).exercises().getFirst();
    }

    private static String words(ExerciseVerdict verdict) {
        var words = new StringBuilder(verdict.feedback().orElse(""));
        verdict.checks()
                .forEach(check -> words.append('\n').append(check.feedback().orElse("")));
        return words.toString();
    }
}
