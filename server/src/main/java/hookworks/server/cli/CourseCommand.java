package hookworks.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.grader.suites.Suites;
import hookworks.grader.suites.proof.ExerciseProof;
import hookworks.grader.suites.proof.SuiteProof;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an author of the course asks about it. */
@Command(
        name = "course",
        mixinStandardHelpOptions = true,
        description = "Checks the course itself.",
        synopsisSubcommandLabel = "COMMAND")
final class CourseCommand implements Runnable {
    private static final double NANOS_PER_SECOND = 1e9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<String> exercises;
    private final LongSupplier nanoTime;

    /**
     * Makes the command.
     *
     * @param exercises slugs in course order
     */
    CourseCommand(List<String> exercises, LongSupplier nanoTime) {
        this.exercises = List.copyOf(exercises);
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: check");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Proves that the hidden tests are worth something: under every seed the reference passes, and an untouched"
                        + " stub, every wrong solution on file and every answer made without thinking do not, and no such"
                        + " verdict hangs on less than ten times what rounding may change.",
                "Ends with 1 where any of it fails."
            })
    int check(
            @Option(names = "--json", description = "one JSON object at the end, in one line") boolean json,
            @Option(names = "--exercise", paramLabel = "ID", description = "only this one; may be repeated")
                    List<String> named,
            @Option(
                            names = "--seeds",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "seeds 1 to N, ${DEFAULT-VALUE} unless told otherwise")
                    int seeds) {
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds must be at least 1, got " + seeds);
        }
        List<String> chosen = chosen(named == null ? List.of() : named);
        long start = nanoTime.getAsLong();
        var proof = new SuiteProof(
                Suites.ofCourse(), LongStream.rangeClosed(1, seeds).boxed().toList());
        var proofs = new ArrayList<ExerciseProof>();
        for (String exercise : chosen) {
            proofs.add(proof.of(exercise));
            print(line(proofs.getLast()));
            proofs.getLast().gaps().forEach(gap -> print("  " + gap));
            proofs.getLast().borderline().forEach(near -> print("  " + near));
        }
        double seconds = (nanoTime.getAsLong() - start) / NANOS_PER_SECOND;
        if (json) {
            print(toJson(proofs, seeds, seconds));
        }
        return proofs.stream().allMatch(ExerciseProof::holds) ? 0 : 1;
    }

    private List<String> chosen(List<String> named) {
        try {
            return new ExerciseChoice(exercises).of(named);
        } catch (IllegalArgumentException e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        }
    }

    private static String line(ExerciseProof proof) {
        return "%-6s %s: %d behaviours, %d of %d wrong solutions rejected"
                .formatted(
                        proof.holds() ? "ok" : "FAILED",
                        proof.exercise(),
                        proof.behaviours(),
                        proof.killed(),
                        proof.mutants());
    }

    private static String toJson(List<ExerciseProof> proofs, int seeds, double seconds) {
        return new JsonMapper()
                .createObjectNode()
                .put("exercises", proofs.size())
                .put("behaviours", sum(proofs, ExerciseProof::behaviours))
                .put("mutants", sum(proofs, ExerciseProof::mutants))
                .put("killed", sum(proofs, ExerciseProof::killed))
                .put("seeds", seeds)
                .put("reference_full", proofs.stream().allMatch(ExerciseProof::referenceFull))
                .put("template_points", sum(proofs, ExerciseProof::templatePoints))
                .put("cheats_passed", sum(proofs, ExerciseProof::cheatsPassed))
                .put("seconds", Math.round(seconds * 10) / 10.0)
                .put("borderline", sum(proofs, proof -> proof.borderline().size()))
                .toString();
    }

    private static int sum(List<ExerciseProof> proofs, ToIntFunction<ExerciseProof> count) {
        return proofs.stream().mapToInt(count).sum();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
