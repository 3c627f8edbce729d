package hookworks.server.cli;

import hookworks.grader.engine.report.GradingReport;
import hookworks.server.cli.report.CourseOutline;
import hookworks.server.cli.report.HtmlReport;
import hookworks.server.cli.report.Isolation;
import hookworks.server.cli.report.JUnitReport;
import hookworks.server.cli.report.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files that a report goes to besides the terminal, as options. */
final class ReportFiles {
    @Option(names = "--html", paramLabel = "FILE", description = "also write the report as a page for a browser")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "also write the report as JSON")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the report as JUnit's XML")
    private Optional<Path> junit = Optional.empty();

    boolean areAskedFor() {
        return html.isPresent() || json.isPresent() || junit.isPresent();
    }

    /** @throws CannotRun where one cannot be written; those before it are kept */
    void write(Path submission, GradingReport report, Isolation isolation, CourseOutline outline) {
        html.ifPresent(file -> write(file, new HtmlReport(outline).write(nameOf(submission), report, isolation)));
        json.ifPresent(file -> write(file, new JsonReport(outline).write(report, isolation)));
        junit.ifPresent(file -> write(file, new JUnitReport(outline).write(report)));
    }

    private static String nameOf(Path submission) {
        return String.valueOf(submission.toAbsolutePath().normalize().getFileName());
    }

    private static void write(Path file, String text) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(file, text);
            } else {
                replace(file, text);
            }
        } catch (IOException e) {
            throw new CannotRun("cannot write the report to '%s': %s".formatted(file, e), e);
        }
    }

    /** A disk that gets full leaves the report before whole, and never half of this one. */
    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
