package hookworks.server.cli.demo;

import static hookworks.grader.engine.report.Verdict.FAILED;
import static hookworks.grader.engine.report.Verdict.NOT_ATTEMPTED;
import static hookworks.grader.engine.report.Verdict.PASSED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.server.Classroom;
import hookworks.server.ScriptedJudge;
import hookworks.server.cli.demo.Demo.Score;
import hookworks.server.database.Database;
import hookworks.server.git.Template;
import hookworks.server.pages.CourseMaterial;
import hookworks.server.site.Site;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo")
@Timeout(60)
final class DemoTest {
    private static final String STUB = "package student; class MyHooks {}\n";
    private static final String SOLVED = "package student; class MyHooks { int solved; }\n";

    private final Path folder;
    private final StringWriter out = new StringWriter();

    DemoTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("pushes the template, then the reference, and scores what each passed")
    void scoresBoth() throws Exception {
        var judge = ScriptedJudge.inTurn(NOT_ATTEMPTED, PASSED);

        Score score = runUnder(judge);

        assertThat(score).isEqualTo(new Score(0, 2, 2));
        assertThat(judge.requests)
                .extracting(request -> request.sources().files().get("student/MyHooks.java"))
                .containsExactly(STUB, SOLVED);
    }

    @Test
    @DisplayName("tells where to sign in, with what, and each verdict as it arrives")
    void tellsVerdicts() throws Exception {
        runUnder(ScriptedJudge.inTurn(NOT_ATTEMPTED, PASSED));

        assertThat(out.toString())
                .containsPattern("sign in at http://localhost:\\d+/sign-in")
                .containsPattern("Amara Okafor +hands in the reference solution +hw_")
                .containsPattern("(?s)Ben Lindqvist clones.*remote: submission 1 is taken.*first +not attempted")
                .containsPattern("(?s)Amara Okafor clones.*remote: submission 2 is taken.*second +passed");
    }

    @Test
    @DisplayName("has its three students in a cohort of their own")
    void enrolsACohort() throws Exception {
        runUnder(ScriptedJudge.inTurn(NOT_ATTEMPTED, PASSED));

        try (var classroom = new Classroom(folder.resolve("data"))) {
            assertThat(classroom.count("cohorts")).isEqualTo(1);
            assertThat(classroom.count("enrolment")).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("is as it should be only when the template passed nothing and the reference everything")
    void knowsHowItShouldBe() throws Exception {
        assertThat(runUnder(ScriptedJudge.always(FAILED)).isAsItShouldBe()).isFalse();

        assertThat(new Score(0, 2, 2).isAsItShouldBe()).isTrue();
        assertThat(new Score(1, 2, 2).isAsItShouldBe()).isFalse();
        assertThat(new Score(0, 1, 2).isAsItShouldBe()).isFalse();
        assertThat(new Score(0, 0, 0).isAsItShouldBe()).isFalse();
    }

    @Test
    @DisplayName("ends with one line that says the score and the time")
    void endsWithTheScore() {
        assertThat(new Score(0, 2, 2).inOneLine(Duration.ofMillis(12_345)))
                .isEqualTo("demo: template 0/2, reference 2/2, 12.3 s");
    }

    @Test
    @DisplayName("leaves nothing of its folder, however deep or protected")
    void deletesItsFolder() throws Exception {
        Path path;
        try (var temporary = TemporaryFolder.named("hookworks-test-")) {
            path = temporary.path();
            Path deep = Files.createDirectories(path.resolve("a/b/c"));
            Files.createSymbolicLink(deep.resolve("link"), folder);
            assertThat(Files.writeString(deep.resolve("file"), "x").toFile().setReadOnly())
                    .isTrue();
        }
        assertThat(path).doesNotExist();
        assertThat(folder).exists();
    }

    private Score runUnder(ScriptedJudge judge) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        var template = new Template(new TreeMap<>(Map.of("src/main/java/student/MyHooks.java", STUB.getBytes(UTF_8))));
        var parts = new Site.Parts(
                data.resolve("repositories"), CourseMaterial.of(course("first", "second")), template, judge);
        try (Site site = Site.open(Database.inFolder(data), parts, 0)) {
            var reference = Map.of("student/MyHooks.java", SOLVED);
            return new Demo(site, folder, reference, 2, new PrintWriter(out)).run();
        }
    }

    private static Catalogue course(String... slugs) {
        List<ExercisePage> pages = List.of(slugs).stream()
                .map(slug -> new ExercisePage(slug, slug, 1, 1, "10", false, "", List.of(), "", ""))
                .toList();
        return new Catalogue(
                List.of(), List.of(new Section("all", 1, "All", "", List.of(), List.of(new Section.Part("", pages)))));
    }
}
