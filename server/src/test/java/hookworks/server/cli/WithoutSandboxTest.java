package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command line on this machine, seen as if bubblewrap were not installed; bubblewrap itself sees to that. */
@DisplayName("Where there is no sandbox,")
final class WithoutSandboxTest {
    private static final List<String> SHARED = List.of("DJL_CACHE_DIR", "hookworks.worker.lib", "ai.djl.offline");

    private final Path folder;

    WithoutSandboxTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private record Outcome(int status, String said) {}

    @Test
    @DisplayName("the server refuses to start, touches nothing, and says how to get one")
    void serveRefuses() throws Exception {
        Path data = folder.resolve("data");

        Outcome outcome = run("serve", "--port", "0", "--data", data.toString());

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(2);
        assertThat(outcome.said())
                .contains("this machine has no sandbox for other people's code")
                .contains("bubblewrap is not installed: apt-get install bubblewrap")
                .doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }

    @Test
    @DisplayName("one's own folder is judged all the same, and the first lines say what is missing")
    void gradesOnesOwn() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("work/src/main/java/student"));
        Files.writeString(
                sources.resolve("MyHooks.java"), "package student;\n\npublic class MyHooks { int six = ; }\n");

        Outcome outcome = run("grade", folder.resolve("work").toString());

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("bubblewrap is not installed: apt-get install bubblewrap")
                .contains("run without a sandbox")
                .contains("student/MyHooks.java:3:34: illegal start of expression");
        assertThat(run("grade", "--sandbox", folder.resolve("work").toString()).status())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("the doctor says that it is missing")
    void doctorMissesIt() throws Exception {
        Outcome outcome = run("doctor");

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said())
                .containsPattern("(?m)^sandbox +MISSING +bubblewrap is not installed: apt-get install bubblewrap$")
                .endsWith("not ready to grade: get what is MISSING above\n");
    }

    private static Outcome run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/usr/bin/bwrap", "--dev-bind", "/", "/"));
        command.addAll(List.of("--ro-bind", "/dev/null", "/usr/bin/bwrap"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        SHARED.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s was still running after 60 s; it said: %s".formatted(command, said));
        }
        return new Outcome(process.exitValue(), said);
    }
}
