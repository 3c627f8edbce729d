package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingListener;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.cli.report.CourseOutline;
import hookworks.server.cli.report.Isolation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("hookworks grade --all")
final class GradeAllTest {
    private static final String HEADER = "submission,seed,passed,of,logits,note";

    private final Path folder;
    private final Path csv;
    private final List<GradingRequest> judged = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> warm = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong random = new AtomicLong(-1);
    private boolean closed;
    private Judge judge = this::verdictFromTheName;

    GradeAllTest(@TempDir Path temporary) {
        folder = temporary.resolve("handed-in");
        csv = temporary.resolve("marks.csv");
    }

    @BeforeEach
    void threeStudents() throws IOException {
        submit("amara", "Passes");
        submit("bruno", "Fails");
        submit("chiara", "Passes");
    }

    @Test
    @DisplayName("writes a row for every sub-folder, all under one seed, and exits with 0 when all are judged")
    void judgesAll() throws IOException {
        Files.createDirectories(folder.resolve(".git"));

        assertThat(gradeAll()).isZero();

        assertThat(csv)
                .content()
                .isEqualTo(String.join(
                        "\r\n",
                        HEADER,
                        "amara,562949953421311,1,1,PASSED,",
                        "bruno,562949953421311,0,1,FAILED,",
                        "chiara,562949953421311,1,1,PASSED,",
                        ""));
        assertThat(out.toString())
                .contains(
                        "judging 3 of 3 submissions in a bubblewrap sandbox",
                        "[1/3] amara: 1 of 1 passed",
                        "[2/3] bruno: 0 of 1 passed",
                        "3 of 3 submissions are judged, in " + csv);
        assertThat(warm).containsExactly(1);
        assertThat(closed).isTrue();
    }

    @Test
    @DisplayName("judges under the seed that was given, or each under its own")
    void takesSeeds() {
        gradeAll("--seed", "-5");
        assertThat(judged).extracting(GradingRequest::seed).containsOnly(-5L);

        judged.clear();
        assertThat(grade(folder.toString(), "--all", "--csv=" + csv + "2", "--own-seeds"))
                .isZero();
        assertThat(judged).extracting(GradingRequest::seed).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("goes on where it was interrupted, under the same seed, and starts no worker when nothing is left")
    void goesOn() throws IOException {
        Files.writeString(csv, HEADER + "\r\nbruno,42,0,1,FAILED,\r\nchiara,42,1,1,PAS");

        assertThat(gradeAll()).isZero();

        assertThat(judged).hasSize(2).extracting(GradingRequest::seed).containsOnly(42L);
        assertThat(csv)
                .content()
                .isEqualTo(String.join(
                        "\r\n", HEADER, "bruno,42,0,1,FAILED,", "amara,42,1,1,PASSED,", "chiara,42,1,1,PASSED,", ""));
        assertThat(out.toString()).contains("judging 2 of 3 submissions", "[2/3] amara");

        assertThat(gradeAll()).isZero();
        assertThat(judged).hasSize(2);
        assertThat(warm).hasSize(1);
    }

    @Test
    @DisplayName("exits with 2 where some could not be judged, judges the others, and tries those again next time")
    void survivesBrokenOnes() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        submit("breaks", "Breaks");
        submit("unlucky", "NoWorker");
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("src"), folder.resolve("amara/src"));

        assertThat(gradeAll()).isEqualTo(2);

        assertThat(csv)
                .content()
                .contains(
                        "amara,562949953421311,1,1,PASSED,",
                        "chiara,562949953421311,1,1,PASSED,",
                        "it has no folder src/main/java; name the folder of your clone",
                        "breaks,562949953421311,,,,\"the grader failed, which is a fault of ours",
                        "unlucky,562949953421311,0,1,NOT_JUDGED,no worker",
                        "symbolic link");
        assertThat(out.toString()).contains("3 of 7 submissions are judged", "the same command tries the others again");

        submit("empty", "Passes");
        submit("breaks", "Passes");
        submit("unlucky", "Passes");
        Files.delete(linked.resolve("src"));
        submit("linked", "Passes");
        judged.clear();

        assertThat(gradeAll()).isZero();
        assertThat(judged).hasSize(4);
        assertThat(csv).content().hasLineCount(8).doesNotContain("NOT_JUDGED");
    }

    @Test
    @DisplayName("judges as many at once as it is told, with as many workers warm")
    void judgesAtOnce() {
        var meeting = new CyclicBarrier(3);
        judge = (request, listener) -> {
            meet(meeting);
            return verdictFromTheName(request, listener);
        };

        assertThat(gradeAll("--jobs", "3")).isZero();
        assertThat(warm).containsExactly(3);
        assertThat(csv).content().contains("amara,", "bruno,", "chiara,");
    }

    @Test
    @DisplayName("refuses a folder without submissions, a clone, and a folder that is not there")
    void refusesOtherFolders() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("../empty")).normalize();

        assertThat(grade(empty.toString(), "--all", "--csv=" + csv)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no submission in '" + empty);
        assertThat(grade(folder.resolve("amara").toString(), "--all", "--csv=" + csv))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is a submission itself", "leave out --all");
        assertThat(grade(folder.resolve("nowhere").toString(), "--all", "--csv=" + csv))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot look for submissions in '").doesNotContain("\tat ");
        assertThat(csv).doesNotExist();
    }

    @Test
    @DisplayName("refuses a table that cannot be written, is of other exercises or of another seed")
    void refusesOtherTables() throws IOException {
        assertThat(grade(folder.toString(), "--all", "--csv=" + folder)).isEqualTo(2);
        assertThat(err.toString()).contains("cannot write the table to '" + folder);

        Files.writeString(csv, HEADER.replace("logits", "ablate-heads") + "\r\n");
        assertThat(gradeAll()).isEqualTo(2);
        assertThat(err.toString()).contains("cannot go on with '" + csv, "choose the sections and exercises");

        Files.writeString(csv, HEADER + "\r\namara,42,1,1,PASSED,\r\n");
        assertThat(gradeAll("--seed", "43")).isEqualTo(2);
        assertThat(err.toString()).contains("under seed 43: its rows were judged under 42");
        assertThat(judged).isEmpty();
    }

    @Test
    @DisplayName("meets options that do not go together with the usage and 2")
    void refusesWrongUsage() {
        assertThat(grade(folder.toString(), "--all")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required argument(s): --csv=FILE");
        assertThat(grade(folder.toString(), "--csv=" + csv)).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required argument(s): --all");
        assertThat(gradeAll("--jobs=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--jobs must be at least 1, got 0");
        assertThat(gradeAll("--seed=1", "--own-seeds")).isEqualTo(2);
        assertThat(err.toString()).contains("--seed is one for all, --own-seeds one for each");
        assertThat(gradeAll("--watch")).isEqualTo(2);
        assertThat(err.toString()).contains("--watch follows one submission");
        assertThat(gradeAll("--json=report.json")).isEqualTo(2);
        assertThat(err.toString()).contains("tell of one submission").contains("Usage: hookworks grade");
        assertThat(judged).isEmpty();
    }

    private void submit(String student, String type) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(student).resolve("src/main/java/student"));
        Files.writeString(sources.resolve(type + ".java"), "package student;\n");
        if (!type.equals("Breaks")) {
            Files.deleteIfExists(sources.resolve("Breaks.java"));
        }
        if (!type.equals("NoWorker")) {
            Files.deleteIfExists(sources.resolve("NoWorker.java"));
        }
    }

    private int gradeAll(String... more) {
        var all = new ArrayList<>(List.of(folder.toString(), "--all", "--csv", csv.toString()));
        all.addAll(List.of(more));
        return grade(all.toArray(String[]::new));
    }

    private int grade(String... arguments) {
        var command = new GradeCommand(outline(), this::open, () -> random.getAndAdd(-(1L << 20)));
        var line = Hookworks.commandLine(new DeviceSetting(), command);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var all = new ArrayList<>(List.of("grade"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    private LocalJudge open(SandboxChoice choice, int warmWorkers, ProtectionPolicy policy) {
        warm.add(warmWorkers);
        return new LocalJudge(new ClosingJudge(), Isolation.BUBBLEWRAP, Optional.empty());
    }

    private GradingReport verdictFromTheName(GradingRequest request, GradingListener ignored) {
        judged.add(request);
        return switch (request.sources().files().firstKey()) {
            case "student/Passes.java" -> report(request, Verdict.PASSED, Optional.empty());
            case "student/Fails.java" -> report(request, Verdict.FAILED, Optional.empty());
            case "student/NoWorker.java" -> report(request, Verdict.NOT_JUDGED, Optional.of("no worker"));
            default -> throw new IllegalStateException("the judge fell over");
        };
    }

    private static GradingReport report(GradingRequest request, Verdict verdict, Optional<String> feedback) {
        return new GradingReport(
                request.seed(), List.of(new ExerciseVerdict("logits", verdict, List.of(), feedback)), Map.of());
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("not as many are judged at once as were asked for", e);
        }
    }

    private static CourseOutline outline() {
        var page = new ExercisePage("logits", "Logits", 1, 1, "10", false, "", List.of(), "", "");
        return new CourseOutline(new Catalogue(
                List.of(),
                List.of(new Section("all", 1, "All", "", List.of(), List.of(new Section.Part("", List.of(page)))))));
    }

    private final class ClosingJudge implements Judge {
        @Override
        public GradingReport judge(GradingRequest request, GradingListener listener) {
            return judge.judge(request, listener);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
