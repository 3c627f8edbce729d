package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("The command line")
final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @DisplayName("has the very commands that the launcher's help and its list of commands name")
    void agreesWithTheLauncher() throws Exception {
        String launcher = Files.readString(LauncherCheckout.launcher());

        assertThat(Main.commandLine().getSubcommands().keySet())
                .containsExactlyInAnyOrder(
                        "demo", "serve", "student", "grade", "doctor", "bench", "course", "train-toy", "model-card")
                .allSatisfy(command -> assertThat(launcher).containsPattern("(?m)^  %s +\\w".formatted(command)));
        assertThat(launcher)
                .contains(
                        "demo | serve | student | grade | doctor | bench | course | train-toy | model-card | -V | --version)");
    }

    @Test
    @DisplayName("explains every command on --help and exits with 0")
    void helps() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            assertThat(execute(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("Usage: hookworks " + command);
        }
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).contains("hookworks ");
    }

    @Test
    @DisplayName("suggests the nearest command for one that is not there")
    void suggestsCommands() {
        assertThat(execute("sevre")).isEqualTo(2);
        assertThat(err.toString()).contains("Unmatched argument at index 0: 'sevre'", "hookworks serve");
    }

    @Test
    @DisplayName("meets wrong usage with the usage and 2, before anything is started")
    void refusesWrongUsage() {
        assertThat(execute("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--data=DIR'", "Usage: hookworks serve");
        assertThat(execute("serve", "--data", "d", "--port", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("Invalid value for option '--port'");
        assertThat(execute("demo", "--twice")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--twice'");
        assertThat(execute("serve", "--data", "d", "--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be 0 to 65535, got 70000");
        assertThat(execute("serve", "--data", "d", "--questions", "ask me")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot link to 'ask me'", "Usage: hookworks serve");
        assertThat(execute("serve", "--data", "d", "--warm-workers", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--warm-workers must be from 0 to 64, got -1");
        assertThat(execute("serve", "--data", "d", "--solutions", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot tell when solutions open from 'soon'", "after-tries:N");
        assertThat(execute("serve", "--data", "d", "--demand", "control-grup")).isEqualTo(2);
        assertThat(err.toString())
                .contains("unknown protection 'control-grup'", "Did you mean: control-group?")
                .contains("The protections are: network, processes, first-process, ipc,", "output, deadlines");
        assertThat(execute("bench")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand: lens or grading");
        assertThat(execute("bench", "grading", "--rounds", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds must be at least 3, got 2");
    }

    @Test
    @DisplayName("measures on the device that is asked for, and says which there are where it is not there")
    void refusesDevicesThatAreNotThere() {
        assertThat(execute("bench", "lens", "--device", "cuda:99")).isEqualTo(2);
        assertThat(err.toString())
                .contains("device 'cuda:99' was asked for, but this machine offers")
                .doesNotContain("\tat ");
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
