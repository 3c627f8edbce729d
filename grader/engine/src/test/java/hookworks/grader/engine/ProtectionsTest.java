package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.LoweredWalls;
import hookworks.grader.engine.sandbox.Protection;
import hookworks.grader.engine.sandbox.Sandbox;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A protection is what stops an attack:")
class ProtectionsTest {
    private static final String EXERCISE = "induction-score-hook";
    private static final Set<Protection> NONE = EnumSet.noneOf(Protection.class);
    private static final Set<Protection> HERE = LoweredWalls.without(NONE).protections();

    private static Bait bait;

    @BeforeAll
    static void layBait(@TempDir Path folder) throws IOException {
        bait = new Bait(folder);
    }

    @AfterAll
    @DisplayName("nothing is left of those that got through")
    static void nothingIsLeft() throws IOException, InterruptedException {
        bait.close();
        Remains.none();
    }

    static Stream<Control> all() throws IOException {
        return Control.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @DisplayName("with everything standing it is stopped, with any one of these too, and without them it gets through")
    void stops(Control control) throws IOException {
        assumeTrue(HERE.containsAll(control.needs()), "this machine lacks one of " + control.needs());
        Set<Protection> tried = EnumSet.copyOf(control.off());
        tried.retainAll(HERE);
        assumeTrue(!tried.isEmpty(), "this machine lacks all of " + control.off());
        String gets = bait.revealed(control.gets());

        assertThat(outcome(control, NONE)).as("everything stands").doesNotContain(gets);
        for (Protection alone : tried) {
            assertThat(outcome(control, control.without(Set.of(alone))))
                    .as("%s stands alone", alone)
                    .doesNotContain(gets);
        }
        assertThat(outcome(control, control.everyOne())).contains(gets);
        assertThat(ProcessHandle.current().children()).as("the bait's process").hasSize(1);
    }

    @Test
    @DisplayName("there is such an attack for each")
    void each() throws IOException {
        assertThat(Control.all().flatMap(control -> control.off().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Protection.values());
    }

    /** What came of it, in the words of its verdict and as far as it can be seen from outside. */
    private static String outcome(Control control, Set<Protection> lowered) throws IOException {
        Sandbox sandbox = LoweredWalls.without(lowered);
        var workers = new Workers(sandbox, bait.image(), control.limits(lowered));
        var request = new GradingRequest(control.sources(bait), List.of(EXERCISE), 7);
        ExerciseVerdict verdict;
        try (var judge = new SandboxedJudge(workers, new SuiteLauncher(Suites.ofCourse()))) {
            verdict = judge.judge(request, event -> {}).exercises().getFirst();
        }
        var words = new StringBuilder(verdict.feedback().orElse(""));
        verdict.checks()
                .forEach(check -> words.append('\n').append(check.feedback().orElse("")));
        assertThat(verdict.verdict()).as(words.toString()).isIn(Verdict.ERRORED, Verdict.LIMIT_EXCEEDED);
        assertThat(words).doesNotContain("does not compile");
        return words + bait.taken(words.toString());
    }
}
