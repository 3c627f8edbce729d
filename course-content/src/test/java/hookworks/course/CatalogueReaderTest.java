package hookworks.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test takes a small course that is in order and breaks one thing. */
@DisplayName("the catalogue reader")
class CatalogueReaderTest {
    private static final String SECTION = """
            ---
            slug: heads
            number: 2
            title: Heads
            goal: Know a head when you see one.
            objectives:
              - Name two heads
            ---
            ## Where heads look

            See [the exercise](/sections/heads#count-heads) and [its end](#count-heads-the-end).

            [[exercise: count-heads]]
            """;
    private static final String EXERCISE = """
            ---
            slug: count-heads
            title: Count them
            difficulty: 2
            importance: 3
            minutes: 10 to 15
            objective: Count heads
            hints:
              - Look at $n_{h}$ first
              - "See [the section](/sections/heads#where-heads-look): it says"
            ---
            Costs $5 or $6, but $a_{i} < b_{i}$ is mathematics.

            $$
            \\sum_{i} a_{i}
            $$

            ### The end

            ### Commentary

            Heads are counted, `not` ordered.
            """;

    private static final String PAGE = """
            ---
            slug: about
            title: About
            lead: What it is.
            ---
            ## What

            """;

    @TempDir
    Path course;

    @BeforeEach
    void aCourseInOrder() throws IOException {
        write("catalogue.txt", "# in order\nheads/section.md\nheads/count-heads.md\n");
        write("heads/section.md", SECTION);
        write("heads/count-heads.md", EXERCISE);
    }

    @Test
    @DisplayName("reads sections and exercises in the order of the list")
    void readsACourse() {
        Section section = CatalogueReader.read(course).sections().getFirst();

        assertThat(section.title()).isEqualTo("Heads");
        assertThat(section.objectives()).containsExactly("Name two heads");
        ExercisePage exercise = section.exercises().getFirst();
        assertThat(exercise.difficulty()).isEqualTo(2);
        assertThat(exercise.minutes()).isEqualTo("10 to 15");
        assertThat(exercise.hints())
                .containsExactly(
                        "Look at <span class=\"math inline\">n_{h}</span> first",
                        "See <a href=\"/sections/heads#where-heads-look\">the section</a>: it says");
    }

    @Test
    @DisplayName("keeps TeX as text, readable without a script, and leaves prices alone")
    void keepsTex() {
        String html = exerciseHtml();

        assertThat(html)
                .contains("Costs $5 or $6")
                .contains("<span class=\"math inline\">a_{i} &lt; b_{i}</span>")
                .contains("<div class=\"math\" tabindex=\"0\">\\sum_{i} a_{i}</div>");
    }

    @Test
    @DisplayName("gives an exercise's headings anchors of their own, so that two on a page never meet")
    void prefixesAnchors() {
        assertThat(exerciseHtml()).contains("<h3 id=\"count-heads-the-end\">");
    }

    @Test
    @DisplayName("keeps the commentary on the solution apart from the exercise's text")
    void cutsCommentary() {
        assertThat(exercise().commentary()).isEqualTo("<p>Heads are counted, <code>not</code> ordered.</p>\n");
        assertThat(exerciseHtml()).doesNotContain("ordered").doesNotContain("Commentary");
    }

    @Test
    @DisplayName("refuses an exercise without a commentary on its solution, and says how to write one")
    void noCommentary() throws IOException {
        String without = EXERCISE.substring(0, EXERCISE.indexOf("### Commentary"));
        for (String page : List.of(without, without + "### Commentary\n")) {
            write("heads/count-heads.md", page);

            refuses("heads/count-heads.md: ends without a commentary on its solution; write one under the heading"
                    + " '### Commentary', as the last part");
        }
    }

    @Test
    @DisplayName("reads pages that belong to no section, whose links are checked like all others")
    void readsPages() throws IOException {
        write("catalogue.txt", "about.md\nheads/section.md\nheads/count-heads.md\n");
        write("about.md", PAGE + "See [heads](/sections/heads) and [this](/pages/about#what).\n");

        CoursePage page = CatalogueReader.read(course).page("about").orElseThrow();

        assertThat(page.title()).isEqualTo("About");
        assertThat(page.lead()).isEqualTo("What it is.");
        assertThat(page.html()).contains("<h2 id=\"what\">", "<a href=\"/sections/heads\">heads</a>");

        write("about.md", PAGE + "See [heads](/sections/heads#nowhere).\n");
        refuses("about.md:8: the link '/sections/heads#nowhere' leads to no anchor");
    }

    @Test
    @DisplayName("links a term of the glossary where a section first has it, and nowhere else")
    void linksTerms() throws IOException {
        write("catalogue.txt", "heads/section.md\nheads/count-heads.md\nglossary.md\n");
        write("glossary.md", PAGE.replace("about", "glossary") + "## Head\n\nIt looks.\n\n## Head pattern\n\nWhere.\n");
        write("heads/section.md", SECTION + """

                ## A head

                `head` and [head](#where-heads-look), overhead and head-on, then a **head pattern** of Heads and heads.
                """);
        write("heads/count-heads.md", EXERCISE.replace("Costs", "Heads and head patterns cost"));

        Catalogue read = CatalogueReader.read(course);

        assertThat(read.sections().getFirst().html())
                .contains("<strong><a href=\"/pages/glossary#head-pattern\" class=\"term\">head pattern</a></strong>")
                .contains("of <a href=\"/pages/glossary#head\" class=\"term\">Heads</a> and heads.")
                .contains("<code>head</code> and <a href=\"#where-heads-look\">head</a>, overhead and head-on");
        assertThat(read.exercise("count-heads").orElseThrow().html()).doesNotContain("/pages/glossary");
        assertThat(read.page("glossary").orElseThrow().html()).doesNotContain("class=\"term\"");
    }

    @Test
    @DisplayName("puts a drawing where a page wants it, with its title below")
    void putsDrawings() throws IOException {
        write("diagrams/two-heads.svg", "<svg><title id=\"t\">Two heads</title></svg>\n");
        write("heads/section.md", SECTION + "\n[[diagram: two-heads]]\n");

        assertThat(CatalogueReader.read(course).sections().getFirst().html())
                .contains("<figure class=\"diagram\"><svg><title id=\"t\">Two heads</title></svg>\n"
                        + "<figcaption>Two heads</figcaption></figure>");
    }

    @Test
    @DisplayName("refuses a place without its drawing, and a drawing without a title")
    void brokenDrawings() throws IOException {
        write("heads/section.md", SECTION + "\n[[diagram: two-heads]]\n");
        refuses("heads/section.md: has a place for the diagram 'two-heads', but there is no diagrams/two-heads.svg");

        write("diagrams/two-heads.svg", "<svg></svg>");
        refuses("diagrams/two-heads.svg: has no <title>");
    }

    @Test
    @DisplayName("takes scripts, styles, event handlers and foreign protocols out of a page")
    void sanitizes() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("### The end", """
                <script>alert(1)</script><p style="color:red" onclick="alert(2)">kept</p>
                <a href="javascript:alert(3)">link</a><iframe src="https://example.org"></iframe>

                ### The end
                """));

        assertThat(exerciseHtml())
                .contains("<p>kept</p>")
                .doesNotContain("script")
                .doesNotContain("onclick")
                .doesNotContain("style")
                .doesNotContain("iframe");
    }

    @Test
    @DisplayName("puts each exercise where the section wants it, between its prose")
    void places() throws IOException {
        write("catalogue.txt", "heads/section.md\nheads/count-heads.md\nheads/name-heads.md\n");
        write("heads/name-heads.md", EXERCISE.replace("count-heads", "name-heads"));
        write("heads/section.md", SECTION + "\n## More of *them*\n\n[[exercise: name-heads]]\n\nThe end.\n");

        List<Section.Part> parts =
                CatalogueReader.read(course).sections().getFirst().parts();
        assertThat(parts)
                .extracting(part ->
                        part.exercises().stream().map(ExercisePage::slug).toList())
                .containsExactly(List.of("count-heads"), List.of("name-heads"), List.of());
        assertThat(parts)
                .extracting(Section.Part::headings)
                .containsExactly(
                        List.of(new Section.Heading("where-heads-look", "Where heads look")),
                        List.of(new Section.Heading("more-of-them", "More of <em>them</em>")),
                        List.of());
        assertThat(parts.getLast().html()).isEqualToIgnoringWhitespace("<p>The end.</p>");
    }

    @Test
    @DisplayName("refuses a section without a place for its exercise, or with places in another order than the list's")
    void misplaced() throws IOException {
        write("heads/section.md", SECTION.replace("[[exercise: count-heads]]", ""));
        refuses("heads/section.md: has no place for the exercise 'count-heads': write a paragraph"
                + " [[exercise: count-heads]] where its reader has what it needs");

        write("heads/section.md", SECTION + "\n[[exercise: tails]]\n");
        refuses("heads/section.md: has places for the exercises [count-heads, tails];"
                + " catalogue.txt lists [count-heads], in this order");
    }

    @Test
    @DisplayName("keeps an answer folded away, written in Markdown like the rest")
    void answers() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("### The end", """
                <details>
                <summary>Why?</summary>

                *Because.*

                </details>

                ### The end
                """));

        assertThat(exerciseHtml())
                .containsPattern("<details>\\s*<summary>Why\\?</summary>\\s*<p><em>Because\\.</em></p>\\s*</details>");
    }

    @Test
    @DisplayName("refuses a link to a section that does not exist, with its file and line")
    void brokenLink() throws IOException {
        write("heads/section.md", SECTION.replace("/sections/heads#count-heads)", "/sections/tails)"));

        refuses("heads/section.md:11: the link '/sections/tails' leads to no page; there are [/sections/heads]");
    }

    @Test
    @DisplayName("refuses a link to an anchor that does not exist, with its file and line")
    void brokenAnchor() throws IOException {
        write("heads/section.md", SECTION.replace("(#count-heads-the-end)", "(#the-middle)"));

        refuses("heads/section.md:11: the link '#the-middle' leads to no anchor; that page has "
                + "[count-heads, count-heads-the-end, where-heads-look]");
    }

    @Test
    @DisplayName("refuses a broken link in a hint, with the hint's line")
    void brokenLinkInHint() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("#where-heads-look", "#nowhere"));

        refuses("heads/count-heads.md:10: the link '/sections/heads#nowhere' leads to no anchor");
    }

    @Test
    @DisplayName("refuses a link that is neither inside the course nor https")
    void foreignLink() throws IOException {
        write("heads/section.md", SECTION.replace("(#count-heads-the-end)", "(http://example.org)"));

        refuses("heads/section.md:11: the link 'http://example.org' must start with https://, / or #");
    }

    @Test
    @DisplayName("refuses a slug that an earlier page has")
    void duplicateSlug() throws IOException {
        write("catalogue.txt", "heads/section.md\nheads/count-heads.md\nmore/section.md\nmore/count-heads.md\n");
        write("more/section.md", SECTION.replace("heads", "more").replace("number: 2", "number: 3"));
        write("more/count-heads.md", EXERCISE.replace("/heads", "/more"));

        refuses("more/count-heads.md:2: slug 'count-heads' is taken by an earlier page");
    }

    @Test
    @DisplayName("refuses a slug that is not the file's name")
    void strangeSlug() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("slug: count-heads", "slug: countHeads"));

        refuses("heads/count-heads.md:2: slug must be 'count-heads'");
    }

    @Test
    @DisplayName("refuses two sections with one number")
    void duplicateNumber() throws IOException {
        write("catalogue.txt", "heads/section.md\nheads/count-heads.md\nmore/section.md\n");
        write("more/section.md", SECTION.replace("slug: heads", "slug: more"));

        refuses("more/section.md:3: number must be above the previous section's 2, got 2");
    }

    @Test
    @DisplayName("refuses a missing field, naming the fields that a page has")
    void missingField() throws IOException {
        write("heads/section.md", SECTION.replace("goal: Know a head when you see one.\n", ""));

        refuses("heads/section.md:1: goal is missing or empty; this page's fields are "
                + "[goal, number, objectives, slug, title]");
    }

    @Test
    @DisplayName("refuses a field that it does not know, so that a typing error is not lost")
    void unknownField() throws IOException {
        write("heads/section.md", SECTION.replace("goal:", "gaol:"));

        refuses("heads/section.md:5: gaol is not a field of this page");
    }

    @Test
    @DisplayName("refuses a rating outside 1 to 5")
    void ratingOutOfRange() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("difficulty: 2", "difficulty: 6"));

        refuses("heads/count-heads.md:4: difficulty must be a whole number from 1 to 5, got '6'");
    }

    @Test
    @DisplayName("refuses minutes that are not a number or a range")
    void strangeMinutes() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("10 to 15", "an hour"));

        refuses("heads/count-heads.md:6: minutes must read like '10' or '10 to 15', got 'an hour'");
    }

    @Test
    @DisplayName("takes an exercise for extra credit where its page says so, and for none where it says nothing")
    void extraCredit() throws IOException {
        assertThat(exercise().extra()).isFalse();

        write("heads/count-heads.md", EXERCISE.replace("minutes: 10 to 15\n", "minutes: 10 to 15\nextra: yes\n"));

        assertThat(exercise().extra()).isTrue();
    }

    @Test
    @DisplayName("refuses extra credit that is anything but yes, and on a section")
    void strangeExtraCredit() throws IOException {
        for (String given : List.of("no", "true", "Yes", "yes please", "")) {
            write(
                    "heads/count-heads.md",
                    EXERCISE.replace("minutes: 10 to 15\n", "minutes: 10 to 15\nextra: " + given + "\n"));

            refuses("heads/count-heads.md:7: extra must be 'yes' or left out, got '" + given + "'");
        }
        write("heads/section.md", SECTION.replace("number: 2\n", "number: 2\nextra: yes\n"));

        refuses("heads/section.md:4: extra is not a field of this page; its fields are "
                + "[goal, number, objectives, slug, title]");
    }

    @Test
    @DisplayName("refuses an exercise without a hint")
    void noHint() throws IOException {
        write(
                "heads/count-heads.md",
                EXERCISE.lines()
                        .filter(line -> !line.startsWith("  - "))
                        .reduce("", (page, line) -> page + line + "\n"));

        refuses("heads/count-heads.md:8: hints is missing or empty");
    }

    @Test
    @DisplayName("refuses a hint that runs over its line, which would be cut off")
    void wrappedHint() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace(" first\n", "\n    first\n"));

        refuses("heads/count-heads.md:10: is neither 'field: value' nor '  - element' on one line");
    }

    @Test
    @DisplayName("refuses a page without front matter, and one whose front matter is not closed")
    void noFrontMatter() throws IOException {
        for (String text : List.of("## Heads", "---", "---\nslug: heads\n")) {
            write("heads/section.md", text);

            refuses("heads/section.md:1: must start with front matter between two lines of ---");
        }
    }

    @Test
    @DisplayName("refuses a heading that would break the page's outline")
    void headingTooHigh() throws IOException {
        write("heads/count-heads.md", EXERCISE.replace("### The end", "## The end"));

        refuses("heads/count-heads.md:18: this heading must be of level 3 or deeper, got 2");
    }

    @Test
    @DisplayName("refuses a file that the list does not name")
    void forgottenFile() throws IOException {
        write("heads/draft.md", EXERCISE);

        refuses("heads/draft.md: is not named in catalogue.txt");
    }

    @Test
    @DisplayName("refuses a list that names a missing file, a file twice, or an exercise without its section")
    void brokenList() throws IOException {
        write("catalogue.txt", "heads/section.md\nheads/count-heads.md\nheads/lost.md\n");
        refuses("catalogue.txt:3: names 'heads/lost.md', which does not exist");

        write("catalogue.txt", "heads/section.md\nheads/count-heads.md\nheads/section.md\n");
        refuses("catalogue.txt:3: names 'heads/section.md' a second time");

        write("catalogue.txt", "heads/count-heads.md\nheads/section.md\n");
        refuses("catalogue.txt:1: must come after 'heads/section.md'");

        write("catalogue.txt", "../secret.md\n");
        refuses("catalogue.txt:1: must read like 'hooks/section.md' or 'glossary.md', got '../secret.md'");
    }

    private String exerciseHtml() {
        return exercise().html();
    }

    private ExercisePage exercise() {
        return CatalogueReader.read(course).exercise("count-heads").orElseThrow();
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> CatalogueReader.read(course))
                .isInstanceOf(CourseContentException.class)
                .hasMessageStartingWith(message);
    }

    private void write(String path, String text) throws IOException {
        Path file = course.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
