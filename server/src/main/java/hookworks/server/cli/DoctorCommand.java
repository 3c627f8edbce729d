package hookworks.server.cli;

import hookworks.server.cli.doctor.Doctor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine has. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what this machine has, what it lacks and how to get it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything that grading needs is there", "1:something is missing"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Doctor doctor;

    DoctorCommand(Doctor doctor) {
        this.doctor = doctor;
    }

    @Override
    public Integer call() {
        return doctor.examine(spec.commandLine().getOut()) ? 0 : 1;
    }
}
