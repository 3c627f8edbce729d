package hookworks.server.cli;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.grader.protocol.SourceTree;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.cli.report.CourseOutline;
import hookworks.server.cli.report.Isolation;
import hookworks.server.cli.report.PrintedReport;
import hookworks.server.submissions.IntakeRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges what is on this disk: one project, whose verdicts it prints, or many. */
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        description = "Judges a folder of solutions, or a folder of such folders, here in the terminal.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every exercise passed; with --all, every submission was judged",
            "1:at least one did not",
            "2:nothing could be judged, or not everything; the message says why"
        })
final class GradeCommand implements Callable<Integer> {
    /** There is one submission, and it comes at once. */
    private static final int NONE_WARM = 0;

    /** It waits while someone edits. */
    private static final int ONE_WARM = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", arity = "1", description = "your clone: the folder with src/main/java in it")
    private Path folder = Path.of("");

    @Mixin
    private PartOptions part = new PartOptions();

    @Option(names = "--seed", paramLabel = "N", description = "judge with the hidden inputs of an earlier run")
    private Optional<Long> seed = Optional.empty();

    @Mixin
    private ReportFiles files = new ReportFiles();

    @Option(
            names = "--watch",
            description = "judge again, on the same hidden inputs, whenever the sources change; Ctrl-C ends it")
    private boolean watch;

    @ArgGroup(exclusive = false, heading = "%nMany submissions:%n")
    private @Nullable AllOptions all;

    @Option(
            names = "--sandbox",
            negatable = true,
            description = "insist on the sandbox, or do without it; by default it is used where it can be had")
    private @Nullable Boolean sandbox;

    private final CourseOutline outline;
    private final LocalJudge.Source judges;
    private final LongSupplier seeds;

    GradeCommand(CourseOutline outline, LocalJudge.Source judges, LongSupplier seeds) {
        this.outline = outline;
        this.judges = judges;
        this.seeds = seeds;
    }

    @Override
    public Integer call() {
        List<String> chosen = chosenExercises();
        if (all != null) {
            return gradeAll(all, chosen);
        }
        return watch ? gradeAgainAndAgain(chosen) : gradeOne(chosen);
    }

    private int gradeOne(List<String> chosen) {
        SourceTree sources = new SubmissionFolder(folder).sources(IntakeRules.standard());
        LocalJudge local = opened(NONE_WARM);
        try (Judge judge = local.judge()) {
            var request = new GradingRequest(sources, chosen, seed.orElseGet(seeds::getAsLong));
            GradingReport report = grade(request, judge, local.isolation());
            files.write(folder, report, local.isolation(), outline);
            return exitCode(report);
        }
    }

    private int gradeAgainAndAgain(List<String> chosen) {
        // One seed, so that what differs between two runs is the code.
        long one = seed.orElseGet(seeds::getAsLong);
        new SubmissionFolder(folder).sources(IntakeRules.standard());
        try (var stop = new CloseOnExit()) {
            LocalJudge local = opened(ONE_WARM);
            Judge judge = stop.owns(local.judge());
            new GradeWatch(folder, spec.commandLine().getOut()).follow(sources -> {
                GradingReport report = grade(new GradingRequest(sources, chosen, one), judge, local.isolation());
                // Told to stop in the middle, the judge ends its workers: the report before is worth more.
                if (!stop.isStopping()) {
                    files.write(folder, report, local.isolation(), outline);
                }
            });
        }
        return 0;
    }

    private LocalJudge opened(int warmWorkers) {
        LocalJudge local = judges.open(sandboxChoice(), warmWorkers, ProtectionPolicy.nothing());
        local.warning().ifPresent(spec.commandLine().getErr()::println);
        return local;
    }

    private GradingReport grade(GradingRequest request, Judge judge, Isolation isolation) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s, run %s%n", folder, isolation.inWords());
        var printed = new PrintedReport(
                outline, out, spec.commandLine().getColorScheme().ansi());
        return judge.judge(request, printed);
    }

    private int gradeAll(AllOptions many, List<String> chosen) {
        if (files.areAskedFor()) {
            throw wrongUsage("--html, --json and --junit tell of one submission: leave them out with --all");
        }
        if (watch) {
            throw wrongUsage("--watch follows one submission: leave it out with --all");
        }
        if (seed.isPresent() && many.ownSeeds()) {
            throw wrongUsage("--seed is one for all, --own-seeds one for each: leave one of them out");
        }
        if (many.jobs() < 1) {
            throw wrongUsage("--jobs must be at least 1, got " + many.jobs());
        }
        return new GradeAll(many, seed, seeds, spec.commandLine()).grade(folder, chosen, judges, sandboxChoice());
    }

    private List<String> chosenExercises() {
        try {
            return part.of(outline);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrongUsage(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private SandboxChoice sandboxChoice() {
        if (sandbox == null) {
            return SandboxChoice.WHERE_AVAILABLE;
        }
        return sandbox ? SandboxChoice.REQUIRED : SandboxChoice.NONE;
    }

    private static int exitCode(GradingReport report) {
        if (report.isIncomplete()) {
            return 2;
        }
        return report.passed() == report.exercises().size() ? 0 : 1;
    }
}
