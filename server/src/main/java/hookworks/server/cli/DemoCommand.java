package hookworks.server.cli;

import hookworks.server.cli.demo.Demo;
import hookworks.server.cli.demo.TemporaryFolder;
import hookworks.server.site.Site;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole thing on made-up data. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a server on made-up data in a temporary folder, pushes two submissions with git, "
                + "and prints their verdicts as they arrive. Goes on serving until Ctrl-C.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the template passed nothing, and the reference everything",
            "1:it came out otherwise",
            "2:it could not be tried; the message says why"
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "end by itself once both have their verdicts")
    private boolean once;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = Port.Converter.class,
            description = "where to listen; by default a free port is taken")
    private Port port = Port.ANY;

    private final SiteParts parts;
    private final Supplier<? extends Map<String, String>> reference;

    DemoCommand(SiteParts parts, Supplier<? extends Map<String, String>> reference) {
        this.parts = parts;
        this.reference = reference;
    }

    @Override
    public Integer call() {
        try (var closing = new CloseOnExit()) {
            return run(closing);
        }
    }

    private int run(CloseOnExit closing) {
        try {
            Demo.Score score = score(closing, spec.commandLine().getOut());
            if (!once) {
                closing.awaitStop();
            }
            return score.isAsItShouldBe() ? 0 : 1;
        } catch (RuntimeException e) {
            if (closing.isStopping()) {
                // Whatever broke, broke because somebody ended the demo.
                closing.awaitStop();
            }
            throw e;
        }
    }

    private Demo.Score score(CloseOnExit closing, PrintWriter out) {
        long start = System.nanoTime();
        Path folder = closing.owns(TemporaryFolder.named("hookworks-demo-")).path();
        Path data = folder.resolve("data");
        Site.Parts siteParts = parts.in(data);
        Site site = closing.owns(Site.open(new DataFolder(data).openDatabase(), siteParts, port.number()));
        Demo.Score score =
                new Demo(site, folder, reference.get(), parts.exercises().size(), out).run();
        if (!once) {
            out.printf("%nThe server goes on at %s; Ctrl-C ends it and deletes %s%n", site.address(), folder);
        }
        out.println(score.inOneLine(Duration.ofNanos(System.nanoTime() - start)));
        out.flush();
        return score;
    }
}
