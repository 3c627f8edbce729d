package hookworks.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A student's copy of the template, built by the Maven that builds this module. */
final class TemplateBuild {
    private static final Pattern COUNTS =
            Pattern.compile("Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)");
    private static final int MINUTES = 5;

    private final Path project;

    TemplateBuild(Path project) {
        this.project = project;
    }

    /** What the public tests said, added up. */
    record Outcome(int exit, String output, int run, int failed, int skipped) {}

    /** Runs {@code mvn test} offline; where this machine's local repository lacks something ordinary, online. */
    Outcome test() throws IOException, InterruptedException {
        var offline = maven("-o", "test");
        return offline.output().contains("offline mode") ? maven("test") : offline;
    }

    /** Runs the playground, offline: the tests have brought all that it needs. */
    Outcome playground() throws IOException, InterruptedException {
        return maven("-o", "test", "-Dtest=Playground");
    }

    private Outcome maven(String... arguments) throws IOException, InterruptedException {
        Path log = project.resolveSibling("maven.log");
        var command = new ArrayList<>(List.of(
                System.getProperty("hookworks.maven"),
                "-B",
                "-Dmaven.repo.local=" + System.getProperty("hookworks.localRepository")));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DJL_CACHE_DIR", System.getProperty("hookworks.natives"));
        var process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("%s ran longer than %d minutes; see %s".formatted(command, MINUTES, log));
        }
        return outcome(process.exitValue(), Files.readString(log));
    }

    private Outcome outcome(int exit, String output) throws IOException {
        int run = 0;
        int failed = 0;
        int skipped = 0;
        for (Path report : reports()) {
            var counts = COUNTS.matcher(Files.readString(report));
            if (!counts.find()) {
                throw new AssertionError("no test counts in " + report);
            }
            run += Integer.parseInt(counts.group(1));
            failed += Integer.parseInt(counts.group(2)) + Integer.parseInt(counts.group(3));
            skipped += Integer.parseInt(counts.group(4));
        }
        return new Outcome(exit, output, run, failed, skipped);
    }

    private List<Path> reports() {
        Path reports = project.resolve("target/surefire-reports");
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        try (var files = Files.list(reports)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
