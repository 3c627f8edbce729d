package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingEvent;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.server.SmallDisk;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.cli.report.CourseOutline;
import hookworks.server.cli.report.Isolation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command itself; that real submissions get real verdicts is the business of the engine's tests and of the demo. */
@DisplayName("hookworks grade")
final class GradeCommandTest {
    private static final List<String> COURSE = List.of("correct-predictions", "induction-score-hook");

    private final Path folder;
    private final List<GradingRequest> judged = Collections.synchronizedList(new ArrayList<>());
    private final List<SandboxChoice> choices = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Semaphore verdicts = new Semaphore(0);
    private Verdict verdict = Verdict.PASSED;
    private LongSupplier seeds = () -> 77;
    private int warm;

    GradeCommandTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Path sources = Files.createDirectories(folder.resolve("src/main/java/student"));
        Files.writeString(sources.resolve("MyHooks.java"), "package student;\n");
        Files.writeString(sources.resolve("notes.txt"), "not graded");
    }

    @Test
    @DisplayName("judges every exercise of the course and exits with 0 when all passed")
    void judgesAll() {
        assertThat(grade(folder.toString())).isZero();

        assertThat(judged).singleElement().satisfies(request -> {
            assertThat(request.exercises()).isEqualTo(COURSE);
            assertThat(request.seed()).isEqualTo(77);
            assertThat(request.sources().files()).containsOnlyKeys("student/MyHooks.java");
        });
        assertThat(out.toString()).contains("in a bubblewrap sandbox", "2 of 2 exercises passed");
    }

    @Test
    @DisplayName("exits with 1 when something failed or was not attempted, with 2 when it could not be judged")
    void exitsByVerdict() {
        verdict = Verdict.FAILED;
        assertThat(grade(folder.toString())).isEqualTo(1);
        verdict = Verdict.NOT_ATTEMPTED;
        assertThat(grade(folder.toString())).isEqualTo(1);
        verdict = Verdict.NOT_JUDGED;
        assertThat(grade(folder.toString())).isEqualTo(2);
    }

    @Test
    @DisplayName("judges the named exercises only, in course order, under the seed that was given")
    void judgesTheNamed() {
        grade(folder.toString(), "--exercise", COURSE.get(1), "--exercise=" + COURSE.get(0), "--seed", "-5");

        assertThat(judged).singleElement().satisfies(request -> {
            assertThat(request.exercises()).isEqualTo(COURSE);
            assertThat(request.seed()).isEqualTo(-5);
        });
    }

    @Test
    @DisplayName("suggests the nearest exercise for one that is not there")
    void suggestsTheNearest() {
        assertThat(grade(folder.toString(), "--exercise", "inducton-score")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "unknown exercise 'inducton-score'",
                        "Did you mean: induction-score-hook?",
                        "Usage: hookworks grade");
        assertThat(judged).isEmpty();
    }

    @Test
    @DisplayName("judges the exercises of the named sections, together with those that are named by themselves")
    void judgesSections() {
        grade(folder.toString(), "--section", "hooks");
        grade(folder.toString(), "--section=first-look", "--section=hooks");
        grade(folder.toString(), "--exercise", COURSE.get(0), "--section", "hooks", "--exercise", COURSE.get(1));

        assertThat(judged).extracting(GradingRequest::exercises).containsExactly(COURSE.subList(1, 2), COURSE, COURSE);
    }

    @Test
    @DisplayName("suggests the nearest section for one that is not there")
    void suggestsTheNearestSection() {
        assertThat(grade(folder.toString(), "--section", "hoks")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "unknown section 'hoks'",
                        "Did you mean: hooks?",
                        "The sections are: first-look, hooks",
                        "Usage: hookworks grade");
        assertThat(judged).isEmpty();
    }

    @Test
    @DisplayName("exits with 2 and says what is missing where there is no src/main/java")
    void refusesOtherFolders() {
        assertThat(grade(folder.resolve("src").toString())).isEqualTo(2);

        assertThat(err.toString()).contains("it has no folder src/main/java").doesNotContain("\tat ");
    }

    @Test
    @DisplayName("refuses a symbolic link among the sources, as a server would")
    void refusesLinks() throws Exception {
        Files.createSymbolicLink(
                folder.resolve("src/main/java/student/Passwords.java"),
                folder.resolve("src/main/java/student/notes.txt"));

        assertThat(grade(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'student/Passwords.java' is a symbolic link");
        assertThat(judged).isEmpty();
    }

    @Test
    @DisplayName("uses the sandbox where there is one, unless told to insist or to do without")
    void choosesTheSandbox() {
        grade(folder.toString());
        grade("--sandbox", folder.toString());
        grade("--no-sandbox", folder.toString());

        assertThat(choices).containsExactly(SandboxChoice.WHERE_AVAILABLE, SandboxChoice.REQUIRED, SandboxChoice.NONE);
    }

    @Test
    @DisplayName("writes every report that is asked for, also where something failed")
    void writesReports() {
        verdict = Verdict.FAILED;
        Path json = folder.resolve("report.json");
        Path junit = folder.resolve("report.xml");
        Path html = folder.resolve("report.html");

        grade(folder.toString(), "--json", json.toString(), "--junit=" + junit, "--html=" + html);

        assertThat(json).content().contains("\"schema\" : 1", "\"verdict\" : \"FAILED\"");
        assertThat(html).content().contains("<h1>" + folder.getFileName() + "</h1>", "0 of 2 passed");
        assertThat(junit).content().contains("<testsuite name=\"correct-predictions\" tests=\"1\" failures=\"1\"");
    }

    @Test
    @Timeout(60)
    @DisplayName("judges again with --watch when the sources change, on the same inputs, with a worker warm")
    void watches() throws Exception {
        warm = 1;
        seeds = new AtomicLong(5)::getAndIncrement;
        Thread watching = Thread.ofVirtual().start(() -> grade(folder.toString(), "--watch"));
        try {
            verdicts.acquire();
            Files.writeString(folder.resolve("src/main/java/student/MyHooks.java"), "package student; // changed");
            verdicts.acquire();
        } finally {
            watching.interrupt();
            watching.join();
        }

        assertThat(judged).hasSize(2).extracting(GradingRequest::seed).containsOnly(5L);
        assertThat(judged).extracting(GradingRequest::sources).doesNotHaveDuplicates();
        assertThat(out.toString()).contains("waiting for a change below " + folder);
    }

    @Test
    @DisplayName("exits with 2, not 1, where a report cannot be written")
    void cannotWriteReports() {
        assertThat(grade(folder.toString(), "--html", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot write the report to '%s'".formatted(folder));
        assertThat(grade(
                        folder.toString(),
                        "--json",
                        folder.resolve("no/such/folder.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot write the report to '%s".formatted(folder));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--json", "--junit", "--html"})
    @DisplayName("exits with 2 where the disk gets full, and leaves the report before as it was")
    void diskIsFull(String option, @TempDir Path elsewhere) throws Exception {
        try (SmallDisk disk = SmallDisk.at(elsewhere.resolve("disk"), "64k")) {
            Path report = disk.folder().resolve("report");
            assertThat(grade(folder.toString(), option, report.toString())).isZero();
            String before = Files.readString(report);
            disk.fill();

            verdict = Verdict.FAILED;
            assertThat(grade(folder.toString(), option, report.toString())).isEqualTo(2);

            assertThat(err.toString())
                    .contains("cannot write the report to '%s'".formatted(report), "No space left on device")
                    .doesNotContain("\tat ");
            assertThat(report).hasContent(before);
            disk.empty();
            assertThat(disk.folder()).isDirectoryNotContaining("glob:**.part");
            assertThat(grade(folder.toString(), option, report.toString())).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("exits with 2, not with the verdict, where a report goes to a device without room")
    void deviceIsFull() {
        assertThat(grade(folder.toString(), "--json", "/dev/full")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot write the report to '/dev/full'", "No space left on device");
    }

    @Test
    @DisplayName("meets an unknown flag, a missing folder and a wrong number with the usage and 2")
    void refusesWrongUsage() {
        assertThat(grade("--jason", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--jason'", "--json");
        assertThat(grade()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'DIR'");
        assertThat(grade(folder.toString(), "--seed", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("Invalid value for option '--seed'");
        assertThat(judged).isEmpty();
    }

    @Test
    @DisplayName("explains itself on --help")
    void helps() {
        assertThat(grade("--help")).isZero();
        assertThat(out.toString()).contains("--[no-]sandbox", "Exit codes:", "1   at least one did not");
    }

    private int grade(String... arguments) {
        CommandLine line = Hookworks.commandLine(new DeviceSetting(), new GradeCommand(outline(), this::open, seeds));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var all = new ArrayList<>(List.of("grade"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    private LocalJudge open(SandboxChoice choice, int warmWorkers, ProtectionPolicy policy) {
        assertThat(warmWorkers).isEqualTo(warm);
        choices.add(choice);
        return new LocalJudge(
                (request, listener) -> {
                    judged.add(request);
                    verdicts.release();
                    var report = new GradingReport(
                            request.seed(),
                            request.exercises().stream()
                                    .map(exercise ->
                                            new ExerciseVerdict(exercise, verdict, List.of(), Optional.empty()))
                                    .toList(),
                            Map.of());
                    listener.on(new GradingEvent.RunFinished(report));
                    return report;
                },
                Isolation.BUBBLEWRAP,
                Optional.empty());
    }

    private static CourseOutline outline() {
        return new CourseOutline(new Catalogue(
                List.of(), List.of(section("first-look", 1, COURSE.get(0)), section("hooks", 2, COURSE.get(1)))));
    }

    private static Section section(String slug, int number, String exercise) {
        var page = new ExercisePage(exercise, exercise, 1, 1, "10", false, "", List.of(), "", "");
        return new Section(slug, number, slug, "", List.of(), List.of(new Section.Part("", List.of(page))));
    }
}
