package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("hookworks course check")
final class CourseCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(String... arguments) {
        var line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "course";
        all[1] = "check";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return line.execute(all);
    }

    @Test
    @DisplayName("proves one exercise's suite, and sums it up in one JSON object at the end")
    void oneExercise() throws Exception {
        assertThat(check("--exercise", "induction-score-hook", "--seeds", "2", "--json"))
                .as(err.toString())
                .isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.getFirst())
                .matches("ok     induction-score-hook: \\d+ behaviours, (\\d+) of \\1 wrong solutions rejected");
        JsonNode figures = new JsonMapper().readTree(lines.getLast());
        assertThat(figures.get("exercises").intValue()).isEqualTo(1);
        assertThat(figures.get("behaviours").intValue()).isPositive();
        assertThat(figures.get("mutants").intValue())
                .isPositive()
                .isEqualTo(figures.get("killed").intValue());
        assertThat(figures.get("seeds").intValue()).isEqualTo(2);
        assertThat(figures.get("reference_full").booleanValue()).isTrue();
        assertThat(figures.get("template_points").intValue()).isZero();
        assertThat(figures.get("cheats_passed").intValue()).isZero();
        assertThat(figures.get("seconds").doubleValue()).isPositive();
        assertThat(figures.get("borderline").intValue()).isZero();
    }

    @Test
    @DisplayName("refuses an exercise that the course does not have, and fewer than one seed")
    void refuses() {
        assertThat(check("--exercise", "induction-score-hok")).isEqualTo(2);
        assertThat(err.toString())
                .contains("unknown exercise 'induction-score-hok'", "Did you mean: induction-score-hook?");
        assertThat(check("--seeds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seeds must be at least 1, got 0");
    }
}
