package hookworks.server.grading;

import static hookworks.grader.engine.report.Verdict.NOT_JUDGED;
import static hookworks.grader.engine.report.Verdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.progress.ProgressRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A clock that jumps")
@Timeout(60)
class JumpingClockTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final MovableClock clock = new MovableClock();
    private Classroom classroom;

    @BeforeEach
    void open(@TempDir Path folder) {
        classroom = new Classroom(folder, clock);
    }

    @AfterEach
    void close() {
        classroom.close();
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"P1D", "-P1D"})
    @DisplayName("while a run is judged ends no lease: it is judged once")
    void whileJudging(Duration jump) {
        var judging = new CountDownLatch(1);
        var jumped = new CountDownLatch(1);
        var slow = ScriptedJudge.always(PASSED).pausing(() -> {
            judging.countDown();
            Classroom.await(jumped);
        });
        classroom.node("north", slow);
        GradingRun run = classroom.submit(classroom.amara(), "one");
        Classroom.await(judging);
        clock.jump(jump);
        awaitHeartbeatsAfter(clock.instant().minus(jump), 3);
        jumped.countDown();
        classroom.awaitDone(run);

        assertThat(slow.requests).hasSize(1);
        assertThat(classroom.runs.latestOf(run.submission()).attempt()).isEqualTo(1);
    }

    @Test
    @DisplayName("back, after a push, keeps nobody waiting, nor does it change the order of pushes")
    void afterAPush() {
        GradingRun first = classroom.submit(classroom.amara(), "one");
        clock.jump(DAY.negated());
        GradingRun second = classroom.submit(classroom.bruno(), "two");
        List<Long> judged = new ArrayList<>();
        classroom.node("north", (request, listener) -> {
            judged.add(request.seed());
            return ScriptedJudge.always(PASSED).judge(request, listener);
        });
        classroom.awaitDone(first);
        classroom.awaitDone(second);

        assertThat(judged).containsExactly(first.seed(), second.seed());
    }

    @Test
    @DisplayName("back, while a run waits to be tried again, keeps nobody waiting")
    void whileWaiting() {
        var judge = ScriptedJudge.inTurn(NOT_JUDGED, PASSED).pausing(() -> clock.jump(DAY.negated()));
        classroom.node("north", judge);
        GradingRun run = classroom.submit(classroom.amara(), "one");
        classroom.awaitDone(run);

        assertThat(classroom.progress.of(run.student()))
                .extracting(ProgressRow::outcome)
                .containsOnly(PASSED);
    }

    @Test
    @DisplayName("back, before a node starts again, leaves no run with a lease or a delay from the future")
    void beforeARestart() {
        GradingRun leased = classroom.submit(classroom.amara(), "one");
        GradingRun delayed = classroom.submit(classroom.bruno(), "two");
        update("picked = true, picked_by = 'killed node', last_heartbeat = :time", leased);
        update("execution_time = :time", delayed);
        clock.jump(DAY.negated());

        classroom.node("south", ScriptedJudge.always(PASSED));
        classroom.awaitDone(leased);
        classroom.awaitDone(delayed);

        classroom.stopNodes();
        assertThat(classroom.count("scheduled_tasks")).isZero();
    }

    @Test
    @DisplayName("does not reach a steady one, which goes by the count of nanoseconds")
    void steady() {
        var nanos = new AtomicLong(Long.MAX_VALUE - 5);
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        Clock steady = SteadyClock.setBy(Clock.fixed(noon, ZoneOffset.UTC), nanos::get);
        assertThat(steady.instant()).isEqualTo(noon);

        nanos.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThat(steady.instant()).isEqualTo(noon.plusSeconds(3));
        assertThat(steady.withZone(ZoneOffset.ofHours(1)).instant()).isEqualTo(steady.instant());
        assertThat(steady.withZone(ZoneOffset.ofHours(1)).getZone()).isEqualTo(ZoneOffset.ofHours(1));
    }

    /** Renewals that the lease's holder made after the clock had jumped, by the clock as it would have gone on. */
    private void awaitHeartbeatsAfter(Instant jumpedAt, int count) {
        Instant last = jumpedAt;
        for (int seen = 0; seen < count; ) {
            Instant now = classroom
                    .database
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select last_heartbeat from scheduled_tasks")
                            .mapTo(Instant.class)
                            .one());
            if (now.isAfter(last)) {
                last = now;
                seen++;
            }
        }
    }

    private void update(String assignments, GradingRun run) {
        int changed = classroom
                .database
                .jdbi()
                .withHandle(handle -> handle.createUpdate(
                                "update scheduled_tasks set " + assignments + " where task_instance = :run")
                        .bind("time", clock.instant().plus(Duration.ofHours(1)))
                        .bind("run", Long.toString(run.id().value()))
                        .execute());
        assertThat(changed).isEqualTo(1);
    }
}
