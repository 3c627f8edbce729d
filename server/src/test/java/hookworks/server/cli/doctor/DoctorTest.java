package hookworks.server.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The doctor")
final class DoctorTest {
    private final StringWriter out = new StringWriter();

    @Test
    @DisplayName(
            "prints what is there and what is not, with the way to get it, and is content where nothing is missing")
    void isContent() {
        assertThat(examine(
                        Finding.ok("jdk", "25.0.3 in /opt/jdk"),
                        Finding.absent("git", "students need it: apt-get install git")))
                .isTrue();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                jdk       ok       25.0.3 in /opt/jdk
                git       absent   students need it: apt-get install git
                ready to grade
                """);
    }

    @Test
    @DisplayName("looks at everything, and is not content where one thing is missing")
    void isNotContent() {
        assertThat(examine(
                        Finding.missing("sandbox", "bubblewrap is not installed", "the server does not start"),
                        Finding.ok("git", "git version 2")))
                .isFalse();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                sandbox   MISSING  bubblewrap is not installed
                                   the server does not start
                git       ok       git version 2
                not ready to grade: get what is MISSING above
                """);
    }

    @Test
    @DisplayName(
            "finds the JDK, libtorch, the devices, the sandbox with a worker in it, git and Chromium of this machine")
    void looksAtThisMachine() {
        assertThat(Doctor.ofThisMachine().examine(new PrintWriter(out)))
                .as(out.toString())
                .isTrue();

        assertThat(out.toString())
                .containsPattern("(?m)^jdk +ok +25")
                .containsPattern("(?m)^libtorch +ok +PyTorch 2\\.7\\.1, unpacked in /")
                .containsPattern("(?m)^device +ok +\\w+\\(")
                .containsPattern("(?m)^sandbox +ok +bubblewrap \\S+; a worker was ready in it after")
                .contains(
                        "- network: a network",
                        "- capabilities: an ordinary user",
                        "- memory: a limit on private memory")
                .containsPattern("(?m)^git +ok +git version")
                .containsPattern("(?m)^chromium +ok +Chromium")
                .endsWith("ready to grade\n");
    }

    private boolean examine(Finding... findings) {
        List<Supplier<Finding>> examinations = Arrays.stream(findings)
                .map(finding -> (Supplier<Finding>) () -> finding)
                .toList();
        return new Doctor(examinations).examine(new PrintWriter(out));
    }
}
