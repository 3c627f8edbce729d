package hookworks.server.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTML report")
final class HtmlReportTest {
    private final HtmlReport reports = new HtmlReport(Reports.OUTLINE);
    private final String html = reports.write("amara", Reports.mixed(), Isolation.BUBBLEWRAP);

    @Test
    @DisplayName("shows every exercise and check of a run below its section, with verdict and feedback")
    void showsEverything() {
        assertThat(html)
                .containsSubsequence(
                        "0 of 2 passed",
                        "in a bubblewrap sandbox",
                        "seed 9223372036854775807",
                        "1. Introduction</h2>",
                        "correct-predictions</h3>",
                        "failed",
                        "written to the console:&#10;hello",
                        "passed",
                        "counts every comparable position",
                        "compares with the token that follows",
                        "went over a limit",
                        "not attempted",
                        "3. Hooks</h2>",
                        "induction-score-hook</h3>",
                        "stopped with an error",
                        "student/MyHooks.java:12:7: &#39;;&#39; expected")
                .doesNotContain("ablate-heads");
    }

    @Test
    @DisplayName("draws where a tensor differs, a square for each cell, and says it in words")
    void drawsTheDifference() {
        assertThat(html)
                .contains(
                        "aria-label=\"differences: batch down, pos across, 2 to a cell\"",
                        "viewBox=\"0 0 4 2\"",
                        "difference__cell--9\" x=\"2\" y=\"0\"",
                        "difference__cell--1\" x=\"3\" y=\"0\"",
                        "the strongest is 0.5123");
    }

    @Test
    @DisplayName("escapes whatever a submission says, also in its name")
    void escapes() {
        assertThat(html)
                .contains(
                        "expected &lt;1&gt; &amp; &quot;two&quot;&#10;␛[32mall passed␛[0m ]]&gt; ␀ \ufffdgnirts \ufffd")
                .doesNotContain("\u001b", "\0", "\u202e", "<1>");

        String named = reports.write("<script>\u202e", Reports.mixed(), Isolation.NONE);

        assertThat(named).contains("<h1>&lt;script&gt;\ufffd</h1>").doesNotContain("<script");
    }

    @Test
    @DisplayName("names no address outside itself, and forbids a browser to go to one")
    void standsAlone() {
        assertThat(html)
                .contains("default-src &#39;none&#39;".replace("&#39;", "'"))
                .doesNotContain("http://", "https://", "src=", "@import", "url(");
    }

    @Test
    @DisplayName("says that it is our fault where something could not be judged")
    void admitsFaults() {
        var report = new GradingReport(
                1,
                List.of(new ExerciseVerdict("ablate-heads", Verdict.NOT_JUDGED, List.of(), Optional.empty())),
                Map.of());

        assertThat(reports.write("amara", report, Isolation.NONE))
                .contains("could not be judged, our fault", "a fault of the grader, not of this code");
    }
}
