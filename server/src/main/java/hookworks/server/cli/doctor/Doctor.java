package hookworks.server.cli.doctor;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/** Looks at each part in turn and prints a table of what it found, a row as soon as it is known. */
public final class Doctor {
    private final List<Supplier<Finding>> examinations;

    public Doctor(List<Supplier<Finding>> examinations) {
        this.examinations = List.copyOf(examinations);
    }

    /** A doctor who looks at everything that Hookworks uses on this machine. */
    public static Doctor ofThisMachine() {
        return new Doctor(List.of(
                Software::jdk,
                Software::libtorch,
                Software::device,
                SandboxExamination::examine,
                Software::git,
                Software::chromium));
    }

    /** Whether everything is there that grading needs. */
    public boolean examine(PrintWriter out) {
        boolean isHealthy = true;
        for (Supplier<Finding> examination : examinations) {
            Finding finding = examination.get();
            print(finding, out);
            isHealthy &= finding.state() != Finding.State.MISSING;
        }
        out.println(isHealthy ? "ready to grade" : "not ready to grade: get what is MISSING above");
        out.flush();
        return isHealthy;
    }

    private static void print(Finding finding, PrintWriter out) {
        String part = finding.part();
        String state = finding.state().inWords();
        for (String line : finding.lines()) {
            out.printf("%-10s%-9s%s%n", part, state, line);
            part = "";
            state = "";
        }
        out.flush();
    }
}
