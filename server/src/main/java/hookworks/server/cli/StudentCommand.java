package hookworks.server.cli;

import hookworks.server.cohorts.CohortId;
import hookworks.server.cohorts.Cohorts;
import hookworks.server.database.Database;
import hookworks.server.students.Student;
import hookworks.server.students.Students;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Students and their tokens, in the data of a server that is stopped. */
@Command(
        name = "student",
        mixinStandardHelpOptions = true,
        description = "Adds students to a server's data, and issues their tokens. The server must be stopped.",
        synopsisSubcommandLabel = "COMMAND")
final class StudentCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;
    private final SecureRandom random;

    StudentCommand(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: add or token");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a student and prints their token, which is never shown again.")
    void add(
            @Option(names = "--data", paramLabel = "DIR", required = true, description = "the server's folder")
                    Path data,
            @Option(
                            names = "--cohort",
                            paramLabel = "COHORT",
                            defaultValue = "Everyone",
                            description = "with whom they take the course, ${DEFAULT-VALUE} unless told otherwise")
                    String cohort,
            @Parameters(paramLabel = "HANDLE", description = "for addresses and git: a-z, 0-9 and -") String handle,
            @Parameters(paramLabel = "NAME", description = "what people call them") String name) {
        issue(data, (database, students) -> {
            var cohorts = new Cohorts(database, clock);
            CohortId together = cohorts.named(cohort);
            Student student = students.enrol(handle, name);
            cohorts.enrol(together, student.id());
            return student;
        });
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Issues a new token, which ends the student's earlier one.")
    void token(
            @Option(names = "--data", paramLabel = "DIR", required = true, description = "the server's folder")
                    Path data,
            @Parameters(paramLabel = "HANDLE", description = "whose") String handle) {
        issue(
                data,
                (database, students) -> students.withHandle(handle)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no student '%s' in '%s'; add them with: hookworks student add"
                                        .formatted(handle, data))));
    }

    private void issue(Path data, BiFunction<Database, Students, Student> choose) {
        try (Database database = new DataFolder(data).openDatabase()) {
            var students = new Students(database, clock, random);
            Student student = choose.apply(database, students);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "%s (%s): %s%n",
                    student.handle(),
                    student.name(),
                    students.issueToken(student.id()).secret());
            out.flush();
        } catch (IllegalArgumentException e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        }
    }
}
