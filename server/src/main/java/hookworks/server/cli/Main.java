package hookworks.server.cli;

import hookworks.course.CatalogueReader;
import hookworks.course.ExercisePage;
import hookworks.lens.train.ToyRecipe;
import hookworks.server.cli.doctor.Doctor;
import hookworks.server.cli.report.CourseOutline;
import hookworks.server.git.Template;
import hookworks.solutions.ReferenceFigures;
import hookworks.solutions.ReferenceSubmission;
import hookworks.solutions.SolutionSource;
import hookworks.template.StudentTemplate;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;

/** Where {@code ./hookworks} enters Java. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Every command, put together from what this installation has. */
    static CommandLine commandLine() {
        var random = new SecureRandom();
        var course = CatalogueReader.bundled();
        var device = new DeviceSetting();
        var judges = new MachineJudges(device);
        var parts = new SiteParts(
                course,
                () -> new Template(StudentTemplate.files()),
                judges,
                SolutionSource::of,
                ReferenceFigures::html);
        return Hookworks.commandLine(
                device,
                new DemoCommand(parts, ReferenceSubmission::sources),
                new ServeCommand(parts),
                new StudentCommand(Clock.systemUTC(), random),
                new GradeCommand(new CourseOutline(course), judges, random::nextLong),
                new CourseCommand(
                        course.exercises().stream().map(ExercisePage::slug).toList(), System::nanoTime),
                new TrainToyCommand(ToyRecipe.bundled()),
                new ModelCardCommand(device),
                new DoctorCommand(Doctor.ofThisMachine()),
                new BenchCommand(device, parts, ReferenceSubmission::sources, Clock.systemUTC()));
    }
}
