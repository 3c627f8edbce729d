package hookworks.server.grading;

import static hookworks.grader.engine.report.Verdict.FAILED;
import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.Classroom;
import hookworks.server.CountedStatements;
import hookworks.server.ScriptedJudge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("grading runs")
class GradingRunsTest {
    private Classroom classroom;

    @BeforeEach
    void open(@TempDir Path folder) {
        classroom = new Classroom(folder);
    }

    @AfterEach
    void close() {
        classroom.close();
    }

    @Test
    @DisplayName("are visible to the student whose they are, and to nobody else")
    void visibility() {
        GradingRun run = classroom.submit(classroom.amara(), "one");

        assertThat(classroom.runs.visibleTo(classroom.amara().id(), run.id())).contains(run);
        assertThat(classroom.runs.visibleTo(classroom.bruno().id(), run.id())).isEmpty();
        assertThat(classroom.runs.latestOf(classroom.amara().id())).contains(run);
        assertThat(classroom.runs.latestOf(classroom.bruno().id())).isEmpty();
    }

    @Test
    @DisplayName("each draw their own seed")
    void seeds() {
        assertThat(classroom.submit(classroom.amara(), "one").seed())
                .isNotEqualTo(classroom.submit(classroom.amara(), "two").seed());
    }

    @Test
    @DisplayName("move up in the queue as those before them end")
    void placeInQueue() {
        GradingRun first = classroom.submit(classroom.amara(), "one");
        GradingRun second = classroom.submit(classroom.bruno(), "two");
        assertThat(classroom.runs.placeInQueue(second.id())).hasValue(2);

        judge(first, PASSED);

        assertThat(classroom.runs.placeInQueue(second.id())).hasValue(1);
        assertThat(classroom.runs.placeInQueue(first.id())).isEmpty();
    }

    @Test
    @DisplayName("make a history, newest first, with verdicts in course order, read with one statement")
    void history() {
        GradingRun first = classroom.submit(classroom.amara(), "one");
        GradingRun second = classroom.submit(classroom.amara(), "two");
        GradingRun third = classroom.submit(classroom.amara(), "three");
        judge(first, FAILED);
        judge(second, PASSED);

        var statements = CountedStatements.of(classroom.database);
        List<PastRun> history = classroom.runs.historyOf(first.student(), 10);

        assertThat(statements.count()).isEqualTo(1);
        assertThat(history).extracting(past -> past.run().id()).containsExactly(third.id(), second.id(), first.id());
        assertThat(history.getFirst().verdicts()).isEmpty();
        assertThat(history.getLast().verdicts())
                .extracting(ExerciseVerdict::exercise)
                .containsExactlyElementsOf(Classroom.EXERCISES);
        assertThat(history.getLast().verdicts().getFirst().checks().getFirst().feedback())
                .contains("expected 3, got 4");
        assertThat(classroom.runs.historyOf(first.student(), 1)).hasSize(1);
    }

    @Test
    @DisplayName("give the events after those that a page has seen")
    void eventsAfter() {
        GradingRun run = classroom.submit(classroom.amara(), "one");
        judge(run, PASSED);
        List<RecordedEvent> all = classroom.runs.eventsAfter(run.id(), 0);

        assertThat(classroom.runs.eventsAfter(run.id(), all.get(3).sequence())).isEqualTo(all.subList(4, all.size()));
        assertThat(classroom.runs.eventsAfter(run.id(), all.getLast().sequence()))
                .isEmpty();
    }

    @Test
    @DisplayName("tell their followers of each change, and forget those that close")
    void feed() {
        GradingRun run = classroom.submit(classroom.amara(), "one");
        List<Integer> seen = new ArrayList<>();
        RunFeed.Subscription following = classroom.feed.subscribe(
                run.id(), () -> seen.add(classroom.runs.eventsAfter(run.id(), 0).size()));

        judge(run, PASSED);

        assertThat(seen).as("how many events the log had at each call").containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        following.close();
        assertThat(classroom.feed.followed()).isZero();
    }

    private void judge(GradingRun run, Verdict outcome) {
        Attempt attempt = classroom.ledger.begin(run.id()).orElseThrow();
        var request = classroom.ledger.requestOf(attempt, Classroom.EXERCISES);
        var report = ScriptedJudge.always(outcome).judge(request, event -> {
            if (!(event instanceof GradingEvent.RunFinished)) {
                classroom.ledger.append(attempt, event);
            }
        });
        classroom.ledger.complete(attempt, report);
    }
}
