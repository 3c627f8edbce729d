package hookworks.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What it takes to judge many submissions, as options that go together. */
final class AllOptions {
    @Option(
            names = "--all",
            required = true,
            description = "DIR holds many clones, each in a sub-folder named for its student: judge them all")
    @SuppressWarnings("UnusedVariable") // whoever has this group was given the option: it is required here
    private boolean all;

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description =
                    "with --all: where the verdicts go, a row for each clone; a run that was interrupted goes on there")
    private Path csv = Path.of("");

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "with --all: judge so many at once, 1 unless told otherwise")
    private Optional<Integer> jobs = Optional.empty();

    @Option(
            names = "--own-seeds",
            description = "with --all: other hidden inputs for each clone, instead of the same for all")
    private boolean ownSeeds;

    Path csv() {
        return csv;
    }

    int jobs() {
        return jobs.orElse(1);
    }

    boolean ownSeeds() {
        return ownSeeds;
    }
}
