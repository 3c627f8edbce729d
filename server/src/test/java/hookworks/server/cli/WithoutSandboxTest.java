package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.cli.RealCommand.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Where there is no sandbox,")
final class WithoutSandboxTest {
    private final Path folder;

    WithoutSandboxTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("the server refuses to start, touches nothing, and says how to get one")
    void serveRefuses() throws Exception {
        Path data = folder.resolve("data");

        Outcome outcome = AnotherMachine.withoutBubblewrap().run("serve", "--port", "0", "--data", data.toString());

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

        Outcome outcome = AnotherMachine.withoutBubblewrap()
                .run("grade", folder.resolve("work").toString());

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("bubblewrap is not installed: apt-get install bubblewrap")
                .contains("run without a sandbox")
                .contains("student/MyHooks.java:3:34: illegal start of expression");
        assertThat(AnotherMachine.withoutBubblewrap()
                        .run("grade", "--sandbox", folder.resolve("work").toString())
                        .status())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("the doctor says that it is missing")
    void doctorMissesIt() throws Exception {
        Outcome outcome = AnotherMachine.withoutBubblewrap().run("doctor");

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(1);
        assertThat(outcome.said())
                .containsPattern("(?m)^sandbox +MISSING +bubblewrap is not installed: apt-get install bubblewrap$")
                .endsWith("not ready to grade: get what is MISSING above\n");
    }
}
