package hookworks.server.cli;

import hookworks.grader.engine.sandbox.ProtectionPolicy;
import hookworks.server.cli.LocalJudge.SandboxChoice;
import hookworks.server.pages.Channel;
import hookworks.server.pages.Channels;
import hookworks.server.pages.CourseSettings;
import hookworks.server.pages.SolutionRelease;
import hookworks.server.site.Site;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The real server, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts the server, with a grading node in the same process. Ends on Ctrl-C and on SIGTERM.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:it could not start; the message says why", "130, 143:ended by Ctrl-C, by SIGTERM"})
final class ServeCommand implements Callable<Integer> {
    private static final int MOST_WARM_WORKERS = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "where database and repositories are; made on the first start")
    private Path data = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = Port.Converter.class,
            defaultValue = "7070",
            description = "where to listen, ${DEFAULT-VALUE} unless told otherwise; 0 takes a free one")
    private Port port = Port.ANY;

    @Option(
            names = "--unsafe-no-sandbox",
            description = "run students' code with this server's own rights, where there is no sandbox")
    private boolean unsafe;

    @Option(
            names = "--demand",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "${env:HOOKWORKS_DEMAND:-}",
            description = {
                "protections without which nothing is graded, beside those that every sandbox has, such as control-group;",
                "doctor lists them; HOOKWORKS_DEMAND or no more unless told otherwise"
            })
    private List<String> demand = List.of();

    @Option(
            names = "--solutions",
            paramLabel = "WHEN",
            defaultValue = "${env:HOOKWORKS_SOLUTIONS:-after-pass}",
            description = {
                "when a student may read an exercise's reference solution: always, never, after-pass, after-tries:N or",
                "after:2026-12-01T18:00:00Z; HOOKWORKS_SOLUTIONS or after-pass unless told otherwise"
            })
    private String solutions = "after-pass";

    @Option(
            names = "--warm-workers",
            paramLabel = "N",
            defaultValue = "${env:HOOKWORKS_WARM_WORKERS:-1}",
            description = {
                "how many unused sandboxes wait for the next submission, some 220 MB each; with 0 every submission",
                "waits for its own to start; HOOKWORKS_WARM_WORKERS or 1 unless told otherwise"
            })
    private int warmWorkers = 1;

    @Option(
            names = "--questions",
            paramLabel = "URL",
            defaultValue = "${env:HOOKWORKS_QUESTIONS:-}",
            description = {
                "where readers ask: a link beside every exercise and below every page, in which {title} and {page} stand",
                "for what they read; HOOKWORKS_QUESTIONS or nowhere unless told otherwise"
            })
    private String questions = "";

    @Option(
            names = "--errata",
            paramLabel = "URL",
            defaultValue = "${env:HOOKWORKS_ERRATA:-}",
            description = "the same for mistakes in the course; HOOKWORKS_ERRATA or nowhere unless told otherwise")
    private String errata = "";

    private final SiteParts parts;

    ServeCommand(SiteParts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        try (var closing = new CloseOnExit()) {
            Site.Parts siteParts = parts.in(data, sandboxChoice(), warmWorkers(), policy(), settings());
            Site site = closing.owns(Site.open(new DataFolder(data).openDatabase(), siteParts, port.number()));
            PrintWriter out = spec.commandLine().getOut();
            out.printf("Hookworks serves %s at %s%n", data, site.address());
            out.flush();
            closing.awaitStop();
            return 0;
        }
    }

    private int warmWorkers() {
        if (warmWorkers < 0 || warmWorkers > MOST_WARM_WORKERS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--warm-workers must be from 0 to %d, got %d".formatted(MOST_WARM_WORKERS, warmWorkers));
        }
        return warmWorkers;
    }

    /** Without a sandbox only what is demanded by name. */
    private ProtectionPolicy policy() {
        var least = unsafe ? ProtectionPolicy.nothing() : ProtectionPolicy.standard();
        try {
            return least.and(DemandedProtections.named(demand));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CourseSettings settings() {
        try {
            return new CourseSettings(
                    SolutionRelease.parse(solutions), new Channels(channel(questions), channel(errata)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<Channel> channel(String setting) {
        return setting.isBlank() ? Optional.empty() : Optional.of(new Channel(setting.strip()));
    }

    private SandboxChoice sandboxChoice() {
        if (!unsafe) {
            return SandboxChoice.REQUIRED;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("""
                ******************************************************************************
                UNSAFE: students' code runs without a sandbox. It can read every file that this
                server can read, the database and the hidden tests among them, use the network,
                and change its own verdicts.
                ******************************************************************************""");
        err.flush();
        return SandboxChoice.NONE;
    }
}
