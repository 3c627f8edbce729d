package hookworks.server.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.suites.DifferenceMap;
import hookworks.grader.suites.DifferenceMap.Axis;
import hookworks.grader.suites.Margin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("the stored form of an event")
class EventJsonTest {
    private static final DifferenceMap MAP =
            new DifferenceMap("head 1", new Axis("query", 2, 1), new Axis("key", 30, 2), "0.5", List.of("09", "10"));
    private static final CheckResult CHECK =
            new CheckResult("counts", Verdict.FAILED, Optional.of("got 4"), Optional.of(MAP));
    private static final String CHECK_JSON = """
            {"name":"counts","outcome":"FAILED","feedback":"got 4","difference":{"place":"head 1",\
            "down":{"name":"query","length":2,"perCell":1},"across":{"name":"key","length":30,"perCell":2},\
            "largest":"0.5","levels":["09","10"]}}""";
    private static final ExerciseVerdict VERDICT =
            new ExerciseVerdict("correct-predictions", Verdict.FAILED, List.of(CHECK), Optional.empty());
    private static final String VERDICT_JSON = """
            {"exercise":"correct-predictions","verdict":"FAILED","checks":[%s],"feedback":null}""".formatted(CHECK_JSON);

    @ParameterizedTest(name = "{1}")
    @MethodSource("events")
    @DisplayName("never changes")
    void isStable(GradingEvent event, String json) {
        assertThat(EventJson.write(event)).isEqualTo(json);
        assertThat(EventJson.readEvent(json)).isEqualTo(event);
    }

    @Test
    @DisplayName("may be of a release whose checks had no map of a difference")
    void readsChecksWithoutDifference() {
        String json = "{\"event\":\"check-judged\",\"exercise\":\"a\",\"check\":"
                + "{\"name\":\"counts\",\"outcome\":\"FAILED\",\"feedback\":\"got 4\"}}";

        assertThat(EventJson.readEvent(json))
                .isEqualTo(new GradingEvent.CheckJudged(
                        "a", new CheckResult("counts", Verdict.FAILED, Optional.of("got 4"))));
    }

    @Test
    @DisplayName("keeps how near a check came to the other outcome, where it did")
    void keepsMargins() {
        var check = CHECK.decidedBy(Optional.of(new Margin("scores", 2e-4, 1e-4)));
        String margin = ",\"borderline\":{\"answer\":\"scores\",\"difference\":2.0E-4,\"allowed\":1.0E-4}}";
        String json = "{\"event\":\"check-judged\",\"exercise\":\"a\",\"check\":%s}"
                .formatted(CHECK_JSON.substring(0, CHECK_JSON.length() - 1) + margin);

        assertThat(EventJson.write(new GradingEvent.CheckJudged("a", check))).isEqualTo(json);
        assertThat(EventJson.readEvent(json)).isEqualTo(new GradingEvent.CheckJudged("a", check));
    }

    @Test
    @DisplayName("is tested for every kind of event")
    void isComplete() {
        assertThat(events().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
                .containsExactlyInAnyOrder(GradingEvent.class.getPermittedSubclasses());
    }

    static Stream<Arguments> events() {
        var report = new GradingReport(7, List.of(VERDICT), Map.of(Phase.CHECKS, Duration.ofMillis(1500)));
        return Stream.of(
                arguments(
                        new GradingEvent.RunStarted(-3, List.of("a", "b")),
                        "{\"event\":\"run-started\",\"seed\":-3,\"exercises\":[\"a\",\"b\"]}"),
                arguments(new GradingEvent.Compiled(), "{\"event\":\"compiled\"}"),
                arguments(new GradingEvent.ExerciseStarted("a"), "{\"event\":\"exercise-started\",\"exercise\":\"a\"}"),
                arguments(
                        new GradingEvent.CheckJudged("a", CHECK),
                        "{\"event\":\"check-judged\",\"exercise\":\"a\",\"check\":%s}".formatted(CHECK_JSON)),
                arguments(
                        new GradingEvent.ExerciseJudged(VERDICT),
                        "{\"event\":\"exercise-judged\",\"verdict\":%s}".formatted(VERDICT_JSON)),
                arguments(
                        new GradingEvent.RunFinished(report),
                        "{\"event\":\"run-finished\",\"report\":{\"seed\":7,\"exercises\":[%s],\"phases\":{\"CHECKS\":\"PT1.5S\"}}}"
                                .formatted(VERDICT_JSON)));
    }
}
