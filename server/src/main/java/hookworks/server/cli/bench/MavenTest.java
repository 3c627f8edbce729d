package hookworks.server.cli.bench;

import hookworks.server.cli.CannotRun;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How graders commonly judge: the submission and the hidden tests as one Maven project, built and tested by {@code mvn
 * test} in a sandbox that starts for it. Nothing is fetched in there.
 */
final class MavenTest {
    private static final int SECONDS = 300;
    private static final int LAST_WORDS = 3_000;

    private final Path project;
    private final long seed;

    private MavenTest(Path project, long seed) {
        this.project = project;
        this.seed = seed;
    }

    /** Writes the project, with this JVM's class path as its libraries, and fetches the plugins that Maven lacks. */
    static MavenTest of(Path project, Map<String, String> submission, String exercise, long seed) {
        try {
            for (var file : submission.entrySet()) {
                write(project.resolve("src/main/java").resolve(file.getKey()), file.getValue());
            }
            write(project.resolve("src/test/java/student/HiddenSuitesTest.java"), resource("HiddenSuitesTest.java"));
            write(project.resolve("pom.xml"), resource("pom.xml").replace("@dependencies@", dependencies()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a Maven project into " + project, e);
        }
        var test = new MavenTest(project, seed);
        test.run(test.maven(List.of(exercise)));
        return test;
    }

    /** The libraries of this build but for the reference solution, whose classes have the submission's names. */
    private static String dependencies() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar") && !path.contains("hookworks-solutions"))
                .map(jar ->
                        """
                            <dependency>
                              <groupId>hookworks.bench</groupId>
                              <artifactId>%s</artifactId>
                              <version>1</version>
                              <scope>system</scope>
                              <systemPath>%s</systemPath>
                            </dependency>""".formatted(Path.of(jar).getFileName(), Path.of(jar).toAbsolutePath()))
                .collect(Collectors.joining("\n"));
    }

    /** Seconds from a submission's arrival to the verdict on these exercises. */
    double seconds(List<String> exercises) {
        var command = new ArrayList<>(List.of(
                "bwrap",
                "--unshare-all",
                "--die-with-parent",
                "--ro-bind",
                "/",
                "/",
                "--proc",
                "/proc",
                "--dev",
                "/dev"));
        command.addAll(List.of("--tmpfs", "/tmp", "--bind", project.toString(), project.toString()));
        command.addAll(maven(exercises));
        command.add("--offline");
        long start = System.nanoTime();
        run(command);
        return (System.nanoTime() - start) / 1e9;
    }

    /** From nothing, as after a clone. */
    private List<String> maven(List<String> exercises) {
        return List.of(
                "mvn",
                "--batch-mode",
                "--quiet",
                "clean",
                "test",
                "-DargLine=--enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -Dexercises=%s -Dseed=%d"
                        .formatted(String.join(",", exercises), seed));
    }

    private void run(List<String> command) {
        end(command);
        if (!Files.exists(project.resolve("target/surefire-reports/TEST-student.HiddenSuitesTest.xml"))) {
            throw new CannotRun("mvn test ran no hidden test, so its time means nothing");
        }
    }

    private void end(List<String> command) {
        Path log = project.resolveSibling(project.getFileName() + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                String said = Files.readString(log);
                throw new CannotRun(
                        "mvn test failed:%n%s".formatted(said.substring(Math.max(0, said.length() - LAST_WORDS))));
            }
        } catch (IOException e) {
            throw new CannotRun("cannot run mvn test: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while mvn test ran", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = MavenTest.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("this build lacks " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
