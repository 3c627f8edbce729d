package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A worker that somebody kills")
class KilledWorkerTest {
    private static final String KILLED = "induction-score-hook";
    private static final List<String> EXERCISES = List.of("correct-predictions", KILLED, "current-token-heads");
    private static final int TRIES = 3;

    private final List<GradingEvent> events = new ArrayList<>();

    @AfterEach
    @DisplayName("leaves nothing running")
    void nothingIsLeft() throws IOException, InterruptedException {
        Remains.none();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("once, in the middle of an exercise, is no verdict: the exercise is judged again in a fresh one")
    void once(WorkerProcess killed) {
        GradingReport report = judge(EXERCISES, event -> {
            if (event instanceof GradingEvent.CheckJudged check && isFirstOf(check)) {
                killed.signal("KILL");
            }
        });

        assertThat(report.exercises()).extracting(ExerciseVerdict::exercise).containsExactlyElementsOf(EXERCISES);
        assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).containsOnly(Verdict.PASSED);
        assertThat(started()).containsExactly("correct-predictions", KILLED, "current-token-heads", KILLED);
        assertThat(events).filteredOn(GradingEvent.Compiled.class::isInstance).hasSize(1);
        assertThat(events)
                .filteredOn(GradingEvent.ExerciseJudged.class::isInstance)
                .hasSameSizeAs(EXERCISES);
    }

    @ParameterizedTest(name = "{0} by SIG{1}")
    @CsvSource({"SANDBOX,KILL", "SANDBOX,TERM", "JAVA,KILL"})
    @DisplayName("whenever it begins is tried three times, and then it is said whose fault that is")
    void always(WorkerProcess killed, String signal) {
        GradingReport report = judge(List.of(KILLED), event -> {
            if (event instanceof GradingEvent.ExerciseStarted) {
                killed.signal(signal);
            }
        });

        ExerciseVerdict verdict = report.exercises().getFirst();
        assertThat(verdict.verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(verdict.checks()).extracting(CheckResult::outcome).containsOnly(Verdict.NOT_JUDGED);
        assertThat(verdict.checks())
                .extracting(CheckResult::feedback)
                .containsOnly(Optional.of("the process that ran your code was killed from outside;"
                        + " that is our fault, not yours, and it counts neither way"));
        assertThat(started()).hasSize(TRIES);
        assertThat(events)
                .filteredOn(GradingEvent.ExerciseJudged.class::isInstance)
                .hasSize(1);
    }

    @Test
    @DisplayName("leaves standing what the other exercises got")
    void others() {
        GradingReport report = judge(EXERCISES, event -> {
            if (event.equals(new GradingEvent.ExerciseStarted(KILLED))) {
                WorkerProcess.JAVA.signal("KILL");
            }
        });

        assertThat(report.exercises())
                .extracting(ExerciseVerdict::verdict)
                .containsExactly(Verdict.PASSED, Verdict.NOT_JUDGED, Verdict.PASSED);
        assertThat(report.isIncomplete()).isTrue();
    }

    private boolean isFirstOf(GradingEvent.CheckJudged check) {
        return check.exercise().equals(KILLED)
                && events.stream()
                                .filter(event ->
                                        event instanceof GradingEvent.CheckJudged(String exercise, CheckResult ignored)
                                                && exercise.equals(KILLED))
                                .count()
                        == 1;
    }

    private List<String> started() {
        return events.stream()
                .filter(GradingEvent.ExerciseStarted.class::isInstance)
                .map(event -> ((GradingEvent.ExerciseStarted) event).exercise())
                .toList();
    }

    private GradingReport judge(List<String> exercises, Consumer<GradingEvent> killer) {
        return TestJudge.sandboxed().judge(TestJudge.reference(exercises), event -> {
            events.add(event);
            killer.accept(event);
        });
    }
}
