package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.database.Database;
import hookworks.server.students.Student;
import hookworks.server.students.Students;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("hookworks student")
final class StudentCommandTest {
    private final Path data;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    StudentCommandTest(@TempDir Path folder) {
        this.data = folder.resolve("my cohort");
    }

    @Test
    @DisplayName("adds a student to data that it makes, and prints a token that opens the door")
    void adds() {
        assertThat(student("add", "--data", data.toString(), "amara", "Amara Okafor"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).startsWith("amara (Amara Okafor): hw_");
        assertThat(ownerOf(printedToken())).isEqualTo("Amara Okafor");
    }

    @Test
    @DisplayName("puts a student in the cohort that is named, or in one for everyone")
    void enrols() {
        student("add", "--data", data.toString(), "amara", "Amara Okafor");
        student("add", "--data", data.toString(), "--cohort", "Autumn", "ben", "Ben Lindqvist");
        student("add", "--data", data.toString(), "--cohort", "Autumn", "chloe", "Chloe Tanaka");

        assertThat(cohorts()).containsExactly("amara in Everyone", "ben in Autumn", "chloe in Autumn");
    }

    @Test
    @DisplayName("issues a new token, which ends the old one")
    void issuesTokens() {
        student("add", "--data", data.toString(), "amara", "Amara Okafor");
        String first = printedToken();
        student("token", "--data", data.toString(), "amara");

        assertThat(ownerOf(printedToken())).isEqualTo("Amara Okafor");
        assertThat(ownerOf(first)).isEqualTo("nobody");
    }

    @Test
    @DisplayName("refuses a handle that is taken, unknown or no handle at all, in words and with 2")
    void refuses() {
        student("add", "--data", data.toString(), "amara", "Amara Okafor");

        assertThat(student("add", "--data", data.toString(), "amara", "Another"))
                .isEqualTo(2);
        assertThat(student("add", "--data", data.toString(), "../etc", "Another"))
                .isEqualTo(2);
        assertThat(student("token", "--data", data.toString(), "ben")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'amara' already belongs to Amara Okafor", "'../etc' cannot be used", "no student 'ben'")
                .doesNotContain("\tat ");
    }

    @Test
    @DisplayName("says in words that a folder cannot hold the data")
    void refusesFolder() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("hookworks.mv.db"), "no database");

        assertThat(student("add", "--data", data.toString(), "amara", "Amara")).isEqualTo(2);
        assertThat(student("add", "--data", data + ";x", "amara", "Amara")).isEqualTo(2);
        assertThat(err.toString())
                .contains("cannot open the database", "H2 reads ';' as the start of its options")
                .doesNotContain("\tat ");
    }

    @Test
    @DisplayName("says that a running server must be stopped first")
    void namesTheRunningServer() throws Exception {
        Files.createDirectories(data);
        try (Database running = Database.inFolder(data)) {
            assertThat(running.jdbi()).isNotNull();
            assertThat(OtherProcess.runs(data)).contains("is in use by another process", "stop that one first");
        }
    }

    @Test
    @DisplayName("meets a missing subcommand, folder or name with the usage and 2")
    void refusesWrongUsage() {
        assertThat(student()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand: add or token");
        assertThat(student("add", "amara", "Amara")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--data=DIR'");
        assertThat(student("add", "--data", data.toString(), "amara")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'NAME'");
        assertThat(data).doesNotExist();
    }

    private int student(String... arguments) {
        CommandLine line =
                Hookworks.commandLine(new DeviceSetting(), new StudentCommand(Clock.systemUTC(), new SecureRandom()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "student";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private String printedToken() {
        String printed = out.toString().strip();
        return printed.substring(printed.lastIndexOf(' ') + 1);
    }

    private List<String> cohorts() {
        try (Database database = Database.inFolder(data)) {
            return database.jdbi()
                    .withHandle(handle ->
                            handle.createQuery("""
                    select s.handle || ' in ' || c.name
                    from enrolment e
                    join students s on s.id = e.student_id
                    join cohorts c on c.id = e.cohort_id
                    order by s.handle
                    """).mapTo(String.class).list());
        }
    }

    private String ownerOf(String token) {
        try (Database database = Database.inFolder(data)) {
            return new Students(database, Clock.systemUTC(), new SecureRandom())
                    .withToken(token)
                    .map(Student::name)
                    .orElse("nobody");
        }
    }
}
