package hookworks.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of grading")
final class GradingFiguresTest {
    private static final GradingReport REPORT = new GradingReport(
            1,
            List.of(),
            Map.of(
                    Phase.WORKER_START, Duration.ofMillis(1_000),
                    Phase.COMPILE, Duration.ofMillis(500),
                    Phase.CHECKS, Duration.ofMillis(300)));

    @Test
    @DisplayName("split a round into parts that add up to what the student waited")
    void addUp() {
        var round = GradingRound.of(Duration.ofMillis(2_000), Duration.ofMillis(100), REPORT);

        assertThat(round).isEqualTo(new GradingRound(2.0, 0.1, 1.0, 0.5, 0.3, round.rest()));
        assertThat(round.rest()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    @DisplayName("leave out what the worker had done before the push returned")
    void leaveOutTheOverlap() {
        var round = GradingRound.of(Duration.ofMillis(1_650), Duration.ofMillis(-200), REPORT);

        assertThat(round.queue()).isZero();
        assertThat(round.workerStart()).isCloseTo(0.8, within(1e-9));
        assertThat(round.rest()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    @DisplayName("are one JSON object on one line")
    void areOneLine() throws Exception {
        var rounds = List.of(
                new GradingRound(4, 0, 2, 1, 1, 0),
                new GradingRound(1, 0, 0.5, 0.25, 0.25, 0),
                new GradingRound(3, 0, 1.5, 0.75, 0.75, 0));

        var oneExercise = IntStream.rangeClosed(1, 40).mapToObj(Double::valueOf).toList();
        var byMaven = new GradingFigures.ByMaven(List.of(9.0, 8.0, 10.0), List.of(5.0, 4.0, 6.0));
        String json = new GradingFigures(
                        2, rounds, rounds.reversed(), List.of(0.9, 0.1, 0.2, 0.3), oneExercise, byMaven)
                .toJson();

        assertThat(json).doesNotContain("\n");
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.at("/course/warm_s").asDouble()).isEqualTo(3);
        assertThat(read.at("/course/cold_s").asDouble()).isEqualTo(3);
        assertThat(read.at("/warm_range_s/least").asDouble()).isEqualTo(1);
        assertThat(read.at("/warm_range_s/most").asDouble()).isEqualTo(4);
        assertThat(read.at("/cold_share/worker_start").asDouble()).isEqualTo(0.5);
        assertThat(read.at("/course/in_process_s").asDouble()).isEqualTo(0.25);
        assertThat(read.at("/one_exercise_warm_ms/p50").asDouble()).isEqualTo(20.5);
        assertThat(read.at("/one_exercise_warm_ms/p95").asDouble()).isEqualTo(38);
        assertThat(read.at("/course/mvn_test_s").asDouble()).isEqualTo(9);
        assertThat(read.at("/one_exercise_mvn_test_s").asDouble()).isEqualTo(5);
        assertThat(read.at("/submitters").asInt()).isEqualTo(2);
    }
}
