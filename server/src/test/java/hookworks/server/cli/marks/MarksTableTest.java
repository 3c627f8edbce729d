package hookworks.server.cli.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hookworks.grader.engine.report.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A table of marks")
final class MarksTableTest {
    private static final Mark AMARA =
            new Mark("amara", 7, Map.of("logits", Verdict.PASSED, "ablate-heads", Verdict.LIMIT_EXCEEDED), "");

    private final MarksTable table = new MarksTable(List.of("logits", "ablate-heads"));

    @Test
    @DisplayName("has a column for each exercise, with the verdict's name as in the JSON report")
    void writesRows() {
        assertThat(table.header()).isEqualTo("submission,seed,passed,of,logits,ablate-heads,note\r\n");
        assertThat(table.line(AMARA)).isEqualTo("amara,7,1,2,PASSED,LIMIT_EXCEEDED,\r\n");
    }

    @Test
    @DisplayName("leaves the verdicts of a submission empty that could not be taken, and says why")
    void writesWhatCouldNotBeTaken() {
        assertThat(table.line(Mark.notTaken("bruno", -7, "no folder src\n  name another")))
                .isEqualTo("bruno,-7,,,,,no folder src; name another\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1"})
    @DisplayName("puts an apostrophe before what a spreadsheet would take for a formula, and reads it back without")
    void guardsFormulas(String name) {
        var mark = new Mark(name, 1, AMARA.verdicts(), "");

        assertThat(table.line(mark)).matches("(?s)\"?'[=+\\-@\t\r'].*");
        assertThat(table.read(table.header() + table.line(mark))).containsExactly(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b", "say \"hello\"", "two\nlines", "two\r\nlines", " spaces ", "Zoë 🙂", "\"", ";", "a'b"})
    @DisplayName("reads back whatever a folder can be called")
    void quotes(String name) {
        List<Mark> marks = List.of(new Mark(name, Long.MIN_VALUE, AMARA.verdicts(), ""), AMARA);

        assertThat(table.read(table.header() + table.line(marks.get(0)) + table.line(marks.get(1))))
                .isEqualTo(marks);
    }

    @Test
    @DisplayName("drops a last row that was not finished, wherever it was cut")
    void dropsHalfRows() {
        String whole = table.header() + table.line(AMARA);
        String last = table.line(new Mark("a \"b\"\nc", 1, AMARA.verdicts(), "no, \"not\"\nthat"));

        for (int length = 0; length < last.length(); length++) {
            assertThat(table.read(whole + last.substring(0, length)))
                    .as("cut after %d characters", length)
                    .containsExactly(AMARA);
        }
    }

    @Test
    @DisplayName("takes a first line that was not finished for the beginning of a table")
    void takesHalfAHeader() {
        assertThat(table.read("")).isEmpty();
        assertThat(table.read("submission,se")).isEmpty();
        assertThat(table.read(table.header())).isEmpty();
    }

    @Test
    @DisplayName("reads what an editor saved with line feeds alone")
    void readsLineFeeds() {
        assertThat(table.read((table.header() + table.line(AMARA)).replace("\r", "")))
                .containsExactly(AMARA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear diary",
                "Dear diary\n",
                "submission,seed,passed,of,logits,note\r\n",
                "submission,seed,passed,of,logits,ablate-heads,note\r\namara,7,1\r\n",
                "submission,seed,passed,of,logits,ablate-heads,note\r\namara,seven,1,2,PASSED,PASSED,\r\n",
                "submission,seed,passed,of,logits,ablate-heads,note\r\namara,7,1,2,GREAT,PASSED,\r\n"
            })
    @DisplayName("refuses a text that it did not write")
    void refusesOthers(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> table.read(text));
    }
}
