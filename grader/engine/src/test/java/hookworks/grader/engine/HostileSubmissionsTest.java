package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.WarmWorkers;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final int SPARE = 2;
    private static final int FEWEST = 150;
    private static final int FEWEST_OF_A_GROUP = 10;

    /** What a terminal would obey. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n]]");

    /** Whose attacks aim at whoever comes next in the same process or on the same machine. */
    private static final Set<String> REACHING_FOR_THE_NEXT = Set.of("exhausts", "tampers");

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
        if (submission.verdict() == Verdict.PASSED && REACHING_FOR_THE_NEXT.contains(submission.group())) {
            assertReferencePasses(submission.exercise());
        }
    }

    @Test
    @Order(0)
    @DisplayName("is one of at least 150 that differ, at least ten in each of eight groups")
    void thereAreMany() throws IOException {
        List<HostileSubmission> all = all().toList();

        assertThat(all).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(all).extracting(HostileSubmission::code).doesNotHaveDuplicates();
        assertThat(all).extracting(HostileSubmission::wants).doesNotHaveDuplicates();
        var groups = all.stream().collect(Collectors.groupingBy(HostileSubmission::group, Collectors.counting()));
        assertThat(groups)
                .hasSize(8)
                .allSatisfy((group, size) -> assertThat(size).as(group).isGreaterThanOrEqualTo(FEWEST_OF_A_GROUP));
    }

    @Test
    @Order(2)
    @DisplayName("leaves the grader as it was: after them all, the reference still passes")
    void nextIsUnaffected() {
        assertReferencePasses(EXERCISE);
    }

    @AfterEach
    @DisplayName("leaves no worker running but those that are kept warm")
    void nothingButTheSpareIsLeft() {
        assertThat(ProcessHandle.current().children()).hasSizeLessThanOrEqualTo(SPARE);
    }

    private static void assertVerdict(HostileSubmission submission) {
        var request = new GradingRequest(submission.sources(), List.of(submission.exercise()), 7);
        ExerciseVerdict verdict = judge.judge(request, event -> {}).exercises().getFirst();

        assertThat(verdict.verdict()).as(verdict.toString()).isEqualTo(submission.verdict());
        assertThat(words(verdict)).contains(submission.says()).doesNotContainPattern(CONTROL);
    }

    private static void assertReferencePasses(String exercise) {
        assertThat(judge.judge(TestJudge.reference(List.of(exercise)), event -> {})
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
