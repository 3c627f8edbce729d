package hookworks.server.grading;

import static hookworks.grader.engine.report.Verdict.FAILED;
import static hookworks.grader.engine.report.Verdict.NOT_JUDGED;
import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hookworks.grader.engine.Judge;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.progress.ProgressRow;
import hookworks.server.students.StudentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a grading node")
@Timeout(30)
class GradingNodeTest {
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
    @DisplayName("judges what was submitted and stores verdicts, progress and every event")
    void judges() {
        var judge = ScriptedJudge.always(PASSED);
        GradingRun run = classroom.submit(classroom.amara(), "one");

        classroom.node("north", judge);
        classroom.awaitDone(run);

        assertThat(judge.requests).singleElement().satisfies(request -> {
            assertThat(request.sources()).isEqualTo(Classroom.sources("one"));
            assertThat(request.exercises()).isEqualTo(Classroom.EXERCISES);
            assertThat(request.seed()).isEqualTo(run.seed());
        });
        assertThat(classroom.runs.historyOf(run.student(), 10))
                .singleElement()
                .satisfies(past -> assertThat(past.verdicts())
                        .extracting(ExerciseVerdict::exercise, ExerciseVerdict::verdict)
                        .containsExactly(tuple("correct-predictions", PASSED), tuple("induction-score-hook", PASSED)));
        assertThat(outcomes(run.student())).containsExactly(PASSED, PASSED);
        assertThat(eventNames(run))
                .containsExactly(
                        "RunStarted",
                        "Compiled",
                        "ExerciseStarted",
                        "CheckJudged",
                        "ExerciseJudged",
                        "ExerciseStarted",
                        "CheckJudged",
                        "ExerciseJudged",
                        "RunFinished");
        classroom.stopNodes();
        assertThat(classroom.count("scheduled_tasks")).isZero();
    }

    @Test
    @DisplayName("is woken by a submission instead of finding it later")
    void isWoken() {
        var settings = new NodeSettings(
                "slow looker",
                1,
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                4,
                Duration.ofMillis(20),
                Duration.ofMillis(50));
        classroom.node(settings, ScriptedJudge.always(PASSED));
        classroom.awaitDone(classroom.submit(classroom.amara(), "one"));
        assertThat(outcomes(classroom.amara().id())).containsExactly(PASSED, PASSED);
    }

    @Test
    @DisplayName("completes a run once: a second completion changes nothing")
    void completesOnce() {
        GradingRun run = classroom.submit(classroom.amara(), "one");
        Attempt attempt = classroom.ledger.begin(run.id()).orElseThrow();
        var request = classroom.ledger.requestOf(attempt, Classroom.EXERCISES);
        var passed = ScriptedJudge.always(PASSED).judge(request, event -> {});
        var failed = ScriptedJudge.always(FAILED).judge(request, event -> {});

        assertThat(classroom.ledger.complete(attempt, passed)).isTrue();
        assertThat(classroom.ledger.complete(attempt, failed)).isFalse();
        assertThat(classroom.ledger.append(attempt, new GradingEvent.Compiled()))
                .isFalse();
        assertThat(classroom.ledger.begin(run.id())).isEmpty();

        assertThat(outcomes(run.student())).containsExactly(PASSED, PASSED);
        assertThat(classroom.progress.of(run.student()))
                .extracting(ProgressRow::attempts)
                .containsExactly(1, 1);
        assertThat(classroom.count("verdicts")).isEqualTo(2);
        assertThat(eventNames(run)).containsExactly("RunFinished");
    }

    @Test
    @DisplayName("tries three times what could not be judged, then says so and leaves progress alone")
    void givesUpAfterThree() {
        var judge = ScriptedJudge.always(NOT_JUDGED);
        GradingRun run = classroom.submit(classroom.amara(), "one");

        classroom.node("north", judge);
        classroom.awaitDone(run);

        assertThat(judge.requests).hasSize(3);
        assertThat(classroom.runs.historyOf(run.student(), 1).getFirst().verdicts())
                .extracting(ExerciseVerdict::verdict)
                .containsOnly(NOT_JUDGED);
        assertThat(classroom.progress.of(run.student())).isEmpty();
    }

    @Test
    @DisplayName("waits twice as long before each further attempt")
    void waitsLonger() {
        var settings = NodeSettings.standard("north");
        assertThat(settings.retryDelay(0)).isEqualTo(settings.retryDelay());
        assertThat(settings.retryDelay(1)).isEqualTo(settings.retryDelay().multipliedBy(2));
        assertThat(settings.retryDelay(2)).isEqualTo(settings.retryDelay().multipliedBy(4));
        assertThat(settings.retryDelay(1_000)).isEqualTo(settings.longestDelay());
    }

    @Test
    @DisplayName("shows only the events of the attempt that gave the verdict, under growing numbers")
    void startsAFreshLog() {
        GradingRun run = classroom.submit(classroom.amara(), "one");

        classroom.node("north", ScriptedJudge.inTurn(NOT_JUDGED, FAILED));
        classroom.awaitDone(run);

        assertThat(eventNames(run)).hasSize(9).startsWith("RunStarted").endsWith("RunFinished");
        assertThat(classroom.runs.eventsAfter(run.id(), 0))
                .extracting(RecordedEvent::sequence)
                .isSorted()
                .first()
                .isEqualTo(9L);
        assertThat(outcomes(run.student())).containsExactly(FAILED, FAILED);
    }

    @Test
    @DisplayName("treats a judge that breaks as a fault of ours and tries again")
    void survivesABrokenJudge() {
        var calls = new AtomicInteger();
        Judge breaksOnce = (request, listener) -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the engine broke");
            }
            return ScriptedJudge.always(PASSED).judge(request, listener);
        };
        GradingRun run = classroom.submit(classroom.amara(), "one");

        classroom.node("north", breaksOnce);
        classroom.awaitDone(run);

        assertThat(outcomes(run.student())).containsExactly(PASSED, PASSED);
    }

    @Test
    @DisplayName("takes over a run whose node stopped renewing its lease, and the late answer of that node is dropped")
    void takesOver() {
        GradingRun run = classroom.submit(classroom.amara(), "one");
        claimAsDeadNode(run);
        Attempt late = classroom.ledger.begin(run.id()).orElseThrow();
        classroom.ledger.append(late, new GradingEvent.Compiled());

        classroom.node("south", ScriptedJudge.always(PASSED));
        classroom.awaitDone(run);

        var report =
                ScriptedJudge.always(FAILED).judge(classroom.ledger.requestOf(late, Classroom.EXERCISES), event -> {});
        assertThat(classroom.ledger.complete(late, report)).isFalse();
        assertThat(outcomes(run.student())).containsExactly(PASSED, PASSED);
        assertThat(classroom.runs.latestOf(run.submission()).attempt()).isEqualTo(2);
    }

    @Test
    @DisplayName("leaves a run alone while another node renews its lease")
    void respectsALease() {
        var judging = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        var slow = ScriptedJudge.always(PASSED).pausing(() -> {
            judging.countDown();
            Classroom.await(mayGoOn);
        });
        var idle = ScriptedJudge.always(FAILED);
        classroom.node("north", slow);
        GradingRun run = classroom.submit(classroom.amara(), "one");
        Classroom.await(judging);
        classroom.node("south", idle);
        Instant leaseWouldHaveEnded = classroom.clock.instant().plusMillis(2500);
        for (int work = 0; classroom.clock.instant().isBefore(leaseWouldHaveEnded); work++) {
            classroom.awaitDone(classroom.submit(classroom.bruno(), "version " + work));
        }
        assertThat(classroom.runs.latestOf(run.submission()).attempt()).isEqualTo(1);
        mayGoOn.countDown();
        classroom.awaitDone(run);
        assertThat(outcomes(run.student())).containsExactly(PASSED, PASSED);
    }

    private void claimAsDeadNode(GradingRun run) {
        int claimed = classroom
                .database
                .jdbi()
                .withHandle(handle -> handle.createUpdate("""
                update scheduled_tasks
                set picked = true, picked_by = 'killed node', last_heartbeat = :now, version = version + 1
                where task_instance = :run
                """)
                        .bind("now", classroom.clock.instant())
                        .bind("run", Long.toString(run.id().value()))
                        .execute());
        assertThat(claimed).isEqualTo(1);
    }

    private List<Verdict> outcomes(StudentId student) {
        return classroom.progress.of(student).stream().map(ProgressRow::outcome).toList();
    }

    private List<String> eventNames(GradingRun run) {
        return classroom.runs.eventsAfter(run.id(), 0).stream()
                .map(recorded -> recorded.event().getClass().getSimpleName())
                .toList();
    }
}
