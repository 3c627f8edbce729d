package hookworks.server.cli;

import ai.djl.Device;
import hookworks.benchmarks.BenchmarkCase;
import hookworks.benchmarks.LensBenchmark;
import hookworks.benchmarks.Workload;
import hookworks.grader.engine.Judge;
import hookworks.lens.Devices;
import hookworks.server.cli.bench.GradingBenchmark;
import hookworks.server.cli.bench.GradingFigures;
import hookworks.server.cli.demo.TemporaryFolder;
import hookworks.server.site.Site;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The figures of the README, measured on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures, on this machine.",
        synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
    private static final String ONE_EXERCISE = "induction-score-hook";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final DeviceSetting device;
    private final SiteParts parts;
    private final Supplier<? extends Map<String, String>> reference;
    private final InstantSource clock;

    BenchCommand(
            DeviceSetting device,
            SiteParts parts,
            Supplier<? extends Map<String, String>> reference,
            InstantSource clock) {
        this.device = device;
        this.parts = parts;
        this.reference = reference;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: lens or grading");
    }

    @Command(
            name = "lens",
            mixinStandardHelpOptions = true,
            description =
                    "The hooked forward pass against a hand-written loop of the same operations, by JMH; some six minutes.")
    void lens(@Option(names = "--json", description = "ends with one JSON object, in one line") boolean json) {
        String chosen = Devices.settingOf(chosenDevice());
        var report = new LensBenchmark(chosen, this::print).run(Workload.ofTheCourse());
        if (json) {
            print(report.toJson());
        } else {
            print("generation: %.1f ms a token; peak memory: %d MiB"
                    .formatted(report.generateMsPerToken(), report.peakMib()));
        }
    }

    private void print(BenchmarkCase measured) {
        print("%s, %d x %d: forward %.1f ms, loop %.1f ms, ratio %.3f over %d rounds"
                .formatted(
                        measured.model(),
                        measured.batch(),
                        measured.positions(),
                        measured.forwardMs(),
                        measured.loopMs(),
                        measured.forwardOverLoop(),
                        measured.rounds()));
    }

    private Device chosenDevice() {
        try {
            return Devices.choose(device.value());
        } catch (IllegalArgumentException e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            name = "grading",
            mixinStandardHelpOptions = true,
            description = {
                "From an acknowledged push to its last verdict, with a warm worker and with a cold one, beside the same tests",
                "in process; and one exercise with two submitters at a time."
            })
    void grading(
            @Option(names = "--json", description = "one JSON object, in one line") boolean json,
            @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "pushes, ${DEFAULT-VALUE}")
                    int rounds)
            throws InterruptedException {
        if (rounds < 3) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 3, got " + rounds);
        }
        try (var closing = new CloseOnExit()) {
            Path folder =
                    closing.owns(TemporaryFolder.named("hookworks-bench-")).path();
            Judge warmJudge = parts.judge(1);
            Site warm = closing.owns(opened(folder.resolve("warm-data"), warmJudge));
            Site cold = closing.owns(opened(folder.resolve("cold-data"), parts.judge(0)));
            var judges = new GradingBenchmark.Judges(warm, warmJudge, cold, closing.owns(parts.judge(2)));
            GradingFigures figures = new GradingBenchmark(judges, folder, reference.get(), parts.exercises(), clock)
                    .run(rounds, ONE_EXERCISE);
            print(json ? figures.toJson() : figures.toText());
        }
    }

    private Site opened(Path data, Judge judge) {
        return Site.open(new DataFolder(data).openDatabase(), parts.judgedBy(judge, data), 0);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
