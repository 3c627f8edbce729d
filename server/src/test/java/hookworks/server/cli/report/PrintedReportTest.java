package hookworks.server.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

@DisplayName("The printed report")
final class PrintedReportTest {

    /** A status, until it is cleared again. */
    private static final String STATUS = "(starting|judging) [^\n\r]*\r\u001b\\[2K";

    @Test
    @DisplayName("tells in a terminal's last line what is being judged, and takes that back before the next words")
    void status() {
        assertThat(printed(Ansi.ON))
                .contains("starting a worker, and compiling\r\u001b[2Kthe sources compile")
                .contains("judging correct-predictions, 1 of 2\r\u001b[2K")
                .contains("judging induction-score-hook, 2 of 2\r\u001b[2K")
                .endsWith("exercises passed\n");
        assertThat(printed(Ansi.OFF)).doesNotContain("1 of 2", "\r");
    }

    @Test
    @DisplayName("goes section by section, check by check, with feedback below what did not pass")
    void matchesTheGoldenFile() {
        assertThat(printed(Ansi.OFF)).isEqualTo(GoldenFile.text("mixed.txt"));
    }

    @Test
    @DisplayName("lets no escape sequence of a submission reach the terminal")
    void showsEscapesAsPictures() {
        assertThat(printed(Ansi.OFF)).doesNotContain("\u001b").contains("␛[32mall passed");
    }

    @Test
    @DisplayName("says in colour only what it also says in words")
    void coloursWords() {
        String coloured = printed(Ansi.ON);

        assertThat(coloured).contains("\u001b[32mpass\u001b[0m", "\u001b[31mFAIL\u001b[0m");
        assertThat(coloured.replaceAll(STATUS, "").replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(printed(Ansi.OFF));
    }

    @Test
    @DisplayName("says so when an exercise begins once more, after a fault of the grader's own")
    void tellsOfAnotherTry() {
        var out = new StringWriter();
        var report = new PrintedReport(Reports.OUTLINE, new PrintWriter(out), Ansi.OFF);
        report.on(new GradingEvent.ExerciseStarted("ablate-heads"));
        assertThat(out.toString()).doesNotContain("once more");
        report.on(new GradingEvent.ExerciseStarted("ablate-heads"));
        assertThat(out.toString()).contains("ablate-heads once more: a fault of the grader's own broke it off");
    }

    @Test
    @DisplayName("says below a check that it was nearly decided otherwise")
    void saysWhatIsBorderline() {
        assertThat(printed(Ansi.OFF, Reports.narrow()))
                .contains("    FAIL  compares what it should%n".formatted()
                        + "          expected 1, got 2%n".formatted()
                        + "          within ten times of the tolerance: the largest difference of scores was 0.00020,"
                        + " allowed 0.00010%n".formatted());
    }

    private static String printed(Ansi ansi) {
        return printed(ansi, Reports.mixed());
    }

    private static String printed(Ansi ansi, GradingReport mixed) {
        var out = new StringWriter();
        var report = new PrintedReport(Reports.OUTLINE, new PrintWriter(out), ansi);
        report.on(new GradingEvent.RunStarted(
                mixed.seed(),
                mixed.exercises().stream().map(ExerciseVerdict::exercise).toList()));
        report.on(new GradingEvent.Compiled());
        for (ExerciseVerdict verdict : mixed.exercises()) {
            eventsOf(verdict).forEach(report::on);
        }
        report.on(new GradingEvent.RunFinished(mixed));
        return out.toString();
    }

    private static List<GradingEvent> eventsOf(ExerciseVerdict verdict) {
        var events = new java.util.ArrayList<GradingEvent>();
        events.add(new GradingEvent.ExerciseStarted(verdict.exercise()));
        verdict.checks().forEach(check -> events.add(new GradingEvent.CheckJudged(verdict.exercise(), check)));
        events.add(new GradingEvent.ExerciseJudged(verdict));
        return events;
    }
}
