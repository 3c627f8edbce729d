package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.cli.RealCommand.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Where a protection that is demanded does not stand,")
final class DemandedProtectionsTest {
    private final Path folder;

    DemandedProtectionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("the server refuses to start, touches nothing, and says which it is and what to do")
    void serveRefuses() throws Exception {
        Path data = folder.resolve("data");

        Outcome outcome = AnotherMachine.withoutControlGroups()
                .run("serve", "--port", "0", "--data", data.toString(), "--demand", "control-group, network");

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(2);
        assertThat(outcome.said())
                .contains("control-group (a control group that limits all memory and all threads) is demanded")
                .contains("start it where it may write to /sys/fs/cgroup")
                .doesNotContain("network (")
                .doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }

    @Test
    @DisplayName("the server refuses to start without a sandbox too, whoever calls that unsafe")
    void unsafeRefuses() throws Exception {
        Outcome outcome = AnotherMachine.withoutBubblewrap()
                .run(
                        "serve",
                        "--unsafe-no-sandbox",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--demand",
                        "network");

        assertThat(outcome.status()).as(outcome.said()).isEqualTo(2);
        assertThat(outcome.said())
                .contains("network (a network of its own, with nobody on it) is demanded and does not stand here");
    }

    @Test
    @DisplayName("the doctor lists it as absent, with what to do, and the machine is ready all the same")
    void doctorLists() throws Exception {
        Outcome outcome = AnotherMachine.withoutControlGroups().run("doctor");

        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(outcome.said())
                .contains("- network: a network of its own")
                .contains("- ABSENT control-group: a control group", "; start it where it may write to /sys/fs/cgroup");
    }
}
