package hookworks.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.web.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the templates")
class TemplatesTest {
    private static final Pattern RAW = Pattern.compile("\\{\\{\\{([^}]*)}}}|\\{\\{&\\s*([^}]*)}}");

    @Test
    @DisplayName("leave nothing unescaped but the course's own sanitized Markdown")
    void unescaped() throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        try (Stream<Path> templates = Files.list(Path.of("src", "main", "resources", "templates"))) {
            for (Path template : templates.sorted().toList()) {
                read++;
                RAW.matcher(Files.readString(template))
                        .results()
                        .map(MatchResult::group)
                        .forEach(raw -> found.add(template.getFileName() + " " + raw));
            }
        }
        assertThat(read).isGreaterThan(8);
        assertThat(found)
                .containsExactly(
                        "grade-report.mustache {{{styles}}}",
                        "page.mustache {{{pageHtml}}}",
                        "section.mustache {{{html}}}",
                        "section.mustache {{{html}}}",
                        "section.mustache {{{pageHtml}}}",
                        "section.mustache {{{html}}}",
                        "section.mustache {{{commentary}}}");
    }

    @Test
    @DisplayName("escape what they show, and show an optional value only where it is present")
    void escapes() {
        var state = new StateView("pass", "✓", "<i>\"passed\" & 'done'</i>");
        var check = new RunView.Check("n < 3", state, Optional.of("<script>"), Optional.empty());
        var exercise = new RunView.Exercise("s", "t", "/", state, List.of(check), Optional.empty());

        String html = new Templates().render("_run-exercise.mustache", exercise);

        assertThat(html)
                .contains("&lt;i&gt;&quot;passed&quot; &amp; &#39;done&#39;&lt;/i&gt;")
                .contains("n &lt; 3")
                .containsOnlyOnce("<pre")
                .contains("&lt;script&gt;");
        assertThat(new Templates()
                        .render("_open-run.mustache", Map.of("open", List.of()))
                        .strip())
                .isEmpty();
    }
}
