package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.grader.engine.session.Readiness;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.WarmWorkers;
import hookworks.grader.engine.session.WorkerSource;
import hookworks.grader.engine.session.WorkerUnavailable;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Warm workers")
class WarmWorkersTest {
    private static final List<String> EXERCISE = List.of("induction-score-hook");

    /** The real thing, noting each worker as soon as it is warm, and failing where it is told to. */
    private static final class Noted implements WorkerSource {
        private final WorkerSource real = TestJudge.workers();
        private final BlockingQueue<SubmissionSession> started = new LinkedBlockingQueue<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean failing;
        private volatile boolean broken;

        @Override
        public SubmissionSession start() throws WorkerUnavailable {
            asked.incrementAndGet();
            if (failing) {
                throw new WorkerUnavailable("this machine has no workers today");
            }
            if (broken) {
                throw new IllegalStateException("nobody expected this");
            }
            SubmissionSession session = real.start();
            started.add(session);
            return session;
        }

        @Override
        public Readiness readiness() {
            return real.readiness();
        }

        SubmissionSession next() throws InterruptedException {
            SubmissionSession session = started.poll(60, TimeUnit.SECONDS);
            assertThat(session).as("a worker within a minute").isNotNull();
            return session;
        }
    }

    private final Noted cold = new Noted();

    @AfterEach
    @DisplayName("leave nothing running when they are closed")
    void nothingIsLeft() throws IOException, InterruptedException {
        Remains.none();
    }

    @Test
    @DisplayName("are there before they are asked for, are given away once, and are replaced")
    void replaced() throws Exception {
        try (var workers = WarmWorkers.of(cold, 1)) {
            SubmissionSession first = kept();
            try (SubmissionSession taken = workers.start()) {
                assertThat(taken).isSameAs(first);
                SubmissionSession second = kept();
                try (SubmissionSession next = workers.start()) {
                    assertThat(next).isSameAs(second);
                }
            }
            kept();
            assertThat(cold.asked).hasValue(3);
        }
    }

    /** Until the next one waits in line, and no other is being started. */
    private SubmissionSession kept() throws InterruptedException {
        SubmissionSession session = cold.next();
        Thread warmer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("worker-warmer"))
                .findFirst()
                .orElseThrow();
        while (warmer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return session;
    }

    @Test
    @DisplayName("judge as cold ones do, one worker for each submission")
    void judge() throws InterruptedException {
        try (var judge = new SandboxedJudge(WarmWorkers.of(cold, 1), new SuiteLauncher(Suites.ofCourse()))) {
            kept();
            for (int run = 0; run < 2; run++) {
                GradingReport report = judge.judge(TestJudge.reference(EXERCISE), event -> {});
                assertThat(report.exercises())
                        .extracting(ExerciseVerdict::verdict)
                        .containsExactly(Verdict.PASSED);
            }
        }
        assertThat(cold.asked).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    @DisplayName("are counted, with the protections that stand round them")
    void counted() throws InterruptedException {
        try (var judge = new SandboxedJudge(WarmWorkers.of(cold, 1), new SuiteLauncher(Suites.ofCourse()))) {
            kept();

            assertThat(judge.readiness().warmWorkers()).isOne();
            assertThat(judge.readiness().standing())
                    .containsAll(ProtectionPolicy.standard().demanded());
        }
    }

    @Test
    @DisplayName("that died while they waited are passed over")
    void dead() throws Exception {
        try (var judge = new SandboxedJudge(WarmWorkers.of(cold, 1), new SuiteLauncher(Suites.ofCourse()))) {
            kept();
            ProcessHandle.current().children().forEach(worker -> {
                worker.destroyForcibly();
                worker.onExit().join();
            });
            GradingReport report = judge.judge(TestJudge.reference(EXERCISE), event -> {});
            assertThat(report.exercises()).extracting(ExerciseVerdict::verdict).containsExactly(Verdict.PASSED);
        }
    }

    @Test
    @DisplayName("that cannot be started are not tried again and again: whoever asks next hears why")
    void unavailable() throws Exception {
        cold.failing = true;
        try (var workers = WarmWorkers.of(cold, 2)) {
            assertThatExceptionOfType(WorkerUnavailable.class)
                    .isThrownBy(workers::start)
                    .withMessage("this machine has no workers today");
            assertThat(cold.asked.get()).isLessThanOrEqualTo(3);

            cold.failing = false;
            workers.start().close();
            cold.next();
        }
    }

    @Test
    @DisplayName("outlive a fault that nobody expected: they are kept again once one can be started")
    void unexpected() throws Exception {
        cold.broken = true;
        try (var workers = WarmWorkers.of(cold, 1)) {
            assertThatIllegalStateException().isThrownBy(workers::start).withMessage("nobody expected this");

            cold.broken = false;
            SubmissionSession asked = workers.start();
            asked.close();
            List<SubmissionSession> both = List.of(cold.next(), cold.next());
            workers.awaitWarm();
            try (SubmissionSession warm = workers.start()) {
                assertThat(both).containsExactlyInAnyOrder(asked, warm);
            }
        }
    }

    @Test
    @DisplayName("are at least one")
    void none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WarmWorkers.of(cold, 0))
                .withMessage("at least 1 worker must be kept warm, got 0");
    }
}
