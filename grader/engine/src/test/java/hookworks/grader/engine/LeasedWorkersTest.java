package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.grader.engine.devices.DeviceLeases;
import hookworks.grader.engine.devices.DeviceRegistry;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.session.LeasedWorkers;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.WorkerSource;
import hookworks.grader.engine.session.WorkerUnavailable;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real workers, which compute on the CPU all the same, on a GPU that the registry only believes in. */
@DisplayName("Workers on a GPU")
class LeasedWorkersTest {
    private static final List<String> EXERCISE = List.of("induction-score-hook");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static DeviceLeases places(int number) {
        return new DeviceRegistry(device -> OptionalInt.of(number), 1)
                .leasesOf("cuda:0")
                .orElseThrow();
    }

    private static Judge judge(WorkerSource workers) {
        return new SandboxedJudge(workers, new SuiteLauncher(Suites.ofCourse()));
    }

    @AfterEach
    @DisplayName("leave nothing running when they are closed")
    void nothingIsLeft() throws IOException, InterruptedException {
        Remains.none();
    }

    @ParameterizedTest(name = "2 places, {0} to be kept warm")
    @ValueSource(ints = {0, 1, 3})
    @DisplayName("are never more than it has places, the warm ones counted, and all who ask are served")
    void never(int warm) throws Exception {
        var most = new AtomicInteger();
        DeviceLeases leases = places(2);
        try (var judge = judge(LeasedWorkers.of(TestJudge.workers(), leases, warm, PATIENCE));
                ExecutorService submitters = Executors.newFixedThreadPool(4)) {
            var judgings = Stream.generate(() -> submitters.submit(() -> judge.judge(
                            TestJudge.reference(EXERCISE), event -> most.accumulateAndGet(running(), Math::max))))
                    .limit(4)
                    .toList();
            for (var judging : judgings) {
                assertThat(judging.get().exercises())
                        .extracting(ExerciseVerdict::verdict)
                        .containsExactly(Verdict.PASSED);
            }
        }
        assertThat(most.get()).isBetween(1, 2);
        assertThat(leases.setAside(2)).as("places that came back").hasSize(1);
        assertThat(leases.take(Duration.ZERO)).as("the last place").isPresent();
    }

    private static int running() {
        return (int) ProcessHandle.current().children().count();
    }

    @Test
    @DisplayName("that are killed give their place back, to the very run that lost them")
    void killed() throws Exception {
        DeviceLeases one = places(1);
        var kills = new AtomicInteger();
        GradingReport report = judge(LeasedWorkers.of(TestJudge.workers(), one, 1, PATIENCE))
                .judge(TestJudge.reference(EXERCISE), event -> {
                    if (event instanceof GradingEvent.ExerciseStarted && kills.getAndIncrement() == 0) {
                        WorkerProcess.JAVA.signal("KILL");
                    }
                });
        assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).containsExactly(Verdict.PASSED);
        assertThat(one.take(Duration.ZERO)).isPresent();
    }

    @Test
    @DisplayName("that do not come up give their place back")
    void notStarted() throws Exception {
        DeviceLeases one = places(1);
        WorkerSource none = () -> {
            throw new WorkerUnavailable("this machine has no workers today");
        };
        WorkerSource broken = () -> {
            throw new IllegalStateException("nobody expected this");
        };
        assertThatExceptionOfType(WorkerUnavailable.class).isThrownBy(LeasedWorkers.of(none, one, 0, PATIENCE)::start);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(LeasedWorkers.of(broken, one, 0, PATIENCE)::start);
        assertThat(one.take(Duration.ZERO)).isPresent();
    }

    @Test
    @DisplayName("are no verdict for who waits in vain, nor for who is told to stop waiting")
    void inVain() throws Exception {
        DeviceLeases one = places(1);
        var workers = LeasedWorkers.of(TestJudge.workers(), one, 0, PATIENCE);
        try (SubmissionSession first = workers.start()) {
            assertThat(first.isOver()).isFalse();
            assertNotJudged(judge(LeasedWorkers.of(TestJudge.workers(), one, 0, Duration.ZERO))
                    .judge(TestJudge.reference(EXERCISE), event -> {}));

            var waiting = new CountDownLatch(1);
            var judging = new FutureTask<>(
                    () -> judge(workers).judge(TestJudge.reference(EXERCISE), event -> waiting.countDown()));
            Thread waiter = Thread.ofPlatform().start(judging);
            assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
            waiter.interrupt();
            assertNotJudged(judging.get(60, TimeUnit.SECONDS));
        }
        assertThat(one.take(Duration.ZERO)).isPresent();
    }

    private static void assertNotJudged(GradingReport report) {
        assertThat(report.exercises()).singleElement().satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.NOT_JUDGED);
            assertThat(verdict.feedback())
                    .hasValueSatisfying(words -> assertThat(words).contains("our fault, not yours"));
        });
    }
}
