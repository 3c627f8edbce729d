package hookworks.server.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Phase;
import hookworks.grader.suites.DifferenceMap;
import hookworks.grader.suites.Margin;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * A grading report as JSON, in the form that {@code docs/grade-report.md} describes. A change that breaks a reader
 * raises {@link #SCHEMA}.
 */
public final class JsonReport {
    static final int SCHEMA = 1;

    // Plain ASCII, so that neither half a character nor an escape sequence of a submission stands in the file as such.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final CourseOutline outline;

    public JsonReport(CourseOutline outline) {
        this.outline = outline;
    }

    public String write(GradingReport report, Isolation isolation) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        // As text: most readers of JSON keep only 53 bits of a number.
        root.put("seed", Long.toString(report.seed()));
        root.put("isolation", isolation.name());
        root.put("passed", report.passed());
        root.put("of", report.exercises().size());
        ArrayNode exercises = root.putArray("exercises");
        report.exercises().forEach(verdict -> describe(exercises.addObject(), verdict));
        ObjectNode seconds = root.putObject("seconds");
        Arrays.stream(Phase.values()).forEach(phase -> describe(seconds, phase, report));
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report made of texts and numbers could not be written as JSON", e);
        }
    }

    private void describe(ObjectNode node, ExerciseVerdict verdict) {
        outline.sectionOf(verdict.exercise()).ifPresent(section -> node.put("section", section.slug()));
        node.put("exercise", verdict.exercise());
        node.put("verdict", verdict.verdict().name());
        verdict.feedback().ifPresent(feedback -> node.put("feedback", feedback));
        ArrayNode checks = node.putArray("checks");
        verdict.checks().forEach(check -> describe(checks.addObject(), check));
    }

    private static void describe(ObjectNode node, CheckResult check) {
        node.put("name", check.name());
        node.put("verdict", check.outcome().name());
        check.feedback().ifPresent(feedback -> node.put("feedback", feedback));
        check.difference().ifPresent(difference -> describe(node.putObject("difference"), difference));
        check.borderline().ifPresent(margin -> describe(node.putObject("borderline"), margin));
    }

    private static void describe(ObjectNode node, Margin margin) {
        node.put("answer", margin.answer());
        node.put("difference", margin.difference());
        node.put("allowed", margin.allowed());
    }

    private static void describe(ObjectNode node, DifferenceMap difference) {
        node.put("place", difference.place());
        describe(node.putObject("down"), difference.down());
        describe(node.putObject("across"), difference.across());
        node.put("largest", difference.largest());
        difference.levels().forEach(node.withArray("levels")::add);
    }

    private static void describe(ObjectNode node, DifferenceMap.Axis axis) {
        node.put("name", axis.name());
        node.put("length", axis.length());
        node.put("per_cell", axis.perCell());
    }

    private static void describe(ObjectNode seconds, Phase phase, GradingReport report) {
        Duration taken = report.phases().getOrDefault(phase, Duration.ZERO);
        seconds.put(phase.name().toLowerCase(Locale.ROOT), taken.toMillis() / 1000.0);
    }
}
