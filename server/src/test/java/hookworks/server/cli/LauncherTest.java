package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.cli.LauncherCheckout.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher")
final class LauncherTest {
    private final LauncherCheckout checkout;
    private final Path folder;

    LauncherTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.checkout = new LauncherCheckout(folder);
    }

    @Test
    @DisplayName("shows its commands on --help without building or needing anything")
    void helps() throws Exception {
        Outcome outcome = checkout.run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.said())
                .contains(
                        "demo",
                        "serve",
                        "student",
                        "grade",
                        "doctor",
                        "bench",
                        "course",
                        "train-toy",
                        "model-card",
                        "verify");
    }

    @Test
    @DisplayName("refuses an unknown command by name, with the list of those that are there")
    void refusesUnknownCommands() throws Exception {
        Outcome outcome = checkout.run("sevre");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.said())
                .startsWith("hookworks: unknown command 'sevre'")
                .contains("  serve ");
    }

    @Test
    @DisplayName("shows its commands and fails where none was named")
    void needsACommand() throws Exception {
        assertThat(checkout.run()).satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.said()).startsWith("Usage: ./hookworks COMMAND");
        });
    }

    @Test
    @DisplayName("says where it looked for a JDK 25 and how to get one")
    void explainsAMissingJdk() throws Exception {
        checkout.installJdk("17.0.9");

        Outcome outcome = checkout.run("doctor");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.said())
                .contains(
                        "no JDK 25 in JAVA_HOME (not set)",
                        folder.resolve("jdks").toString())
                .contains("temurin-25-jdk", "openjdk-25-jdk");
    }

    @Test
    @DisplayName("picks the JDK 25 among several, whatever JAVA_HOME says")
    void picksTheRightJdk() throws Exception {
        checkout.built().with("JAVA_HOME", checkout.installJdk("17.0.9").toString());
        checkout.installJdk("250");
        checkout.installJdk("25.0.3");

        assertThat(checkout.run("doctor").said()).startsWith("java 25.0.3 ");
    }

    @Test
    @DisplayName("prints the one command that installs what is missing, where it may not do so itself")
    void namesMissingPackages() throws Exception {
        checkout.built().installJdk("25");

        Outcome outcome = checkout.run("demo", "--once");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.said()).isEqualTo("""
                hookworks: missing Debian packages: bubblewrap git
                hookworks: install them with: sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends bubblewrap git'
                """);
    }

    @Test
    @DisplayName("installs what is missing by itself where sudo asks for no password")
    void installsMissingPackages() throws Exception {
        checkout.built().installJdk("25");
        Path asked = folder.resolve("asked");
        checkout.install("sudo", "shift; exec \"$@\"")
                .install("true", "")
                .install("apt-get", "echo \"$DEBIAN_FRONTEND $*\" >> '%s'".formatted(asked));

        Outcome outcome = checkout.run("serve", "--data", "d");

        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(asked).hasContent("""
                noninteractive -q update
                noninteractive -q install -y --no-install-recommends bubblewrap
                """);
    }

    @Test
    @DisplayName("becomes Java, so that signals arrive there, with every argument as it was typed")
    void becomesJava() throws Exception {
        checkout.built().installJdk("25");

        Outcome outcome = checkout.run("grade", "my work", "--json", "a*b");

        assertThat(outcome.said())
                .startsWith("java 25 pid " + outcome.pid())
                .contains(
                        "<-Dhookworks.worker.lib=%s/server/target/dist/worker>".formatted(checkout.root()),
                        "<%s/server/target/dist/lib/*>".formatted(checkout.root()),
                        "<--enable-native-access=ALL-UNNAMED>",
                        "<-Dai.djl.offline=true>",
                        "<-DDJL_CACHE_DIR=%s>".formatted(folder.resolve("home/.cache/hookworks/natives")))
                .endsWith("<hookworks.server.cli.Main>\n<grade>\n<my work>\n<--json>\n<a*b>\n");
    }

    @Test
    @DisplayName("finds its checkout through a symbolic link and from any folder")
    void followsLinks() throws Exception {
        checkout.built().installJdk("25");
        Path link =
                Files.createSymbolicLink(folder.resolve("hw"), checkout.root().resolve("hookworks"));

        assertThat(checkout.run(link, Path.of("/"), "doctor").said())
                .contains("<%s/server/target/dist/lib/*>".formatted(checkout.root()));
    }

    @Test
    @DisplayName("builds once what is missing, and again only when a source has changed")
    void buildsWhatIsStale() throws Exception {
        checkout.installJdk("25");
        checkout.install("mvn", "echo built >> '%s'; mkdir -p server/target/dist".formatted(folder.resolve("builds")));

        checkout.run("doctor");
        checkout.run("doctor");
        assertThat(folder.resolve("builds")).hasContent("built\n");

        checkout.built();
        Path source = Files.writeString(checkout.root().resolve("server/src/main/java/New.java"), "");
        Files.setLastModifiedTime(
                source,
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(120)));
        checkout.run("doctor");
        assertThat(folder.resolve("builds")).hasContent("built\nbuilt\n");
    }

    @Test
    @DisplayName("builds again with libtorch for a GPU where that is asked for, and back")
    void buildsForCuda() throws Exception {
        checkout.installJdk("25");
        checkout.install("mvn", "echo \"$2\" >> '%s'; mkdir -p server/target/dist".formatted(folder.resolve("builds")));

        checkout.run("doctor");
        checkout.with("HOOKWORKS_CUDA", "yes").run("doctor");
        checkout.run("doctor");
        checkout.with("HOOKWORKS_CUDA", "no").run("doctor");

        assertThat(folder.resolve("builds")).hasContent("-DskipTests\n-Pcuda\n-DskipTests\n");
    }

    @Test
    @DisplayName("shows the end of the log of a build that failed, and runs nothing")
    void showsWhyABuildFailed() throws Exception {
        checkout.installJdk("25");
        checkout.install("mvn", "echo '[ERROR] Oops.java:[3,1] reached end of file'; exit 1");

        Outcome outcome = checkout.run("doctor");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.said())
                .contains("[ERROR] Oops.java:[3,1]", "the build failed")
                .doesNotContain("java 25");
    }

    @Test
    @DisplayName("hands on Maven's verdict on verify, and adds up the tests of all modules")
    void verifies() throws Exception {
        checkout.installJdk("25");
        checkout.install("bwrap", "").install("git", "").install("chromium", "");
        checkout.install("mvn", """
                mkdir -p server/target/surefire-reports server/target/dist
                sed -n p > server/target/surefire-reports/TEST-a.xml <<< '<testsuite name="tests=9" tests="3" errors="0" skipped="1" failures="2">'
                sed -n p > server/target/surefire-reports/TEST-b.xml <<< '<testsuite name="b" tests="4" errors="1" skipped="0" failures="0">'
                echo "$*"; exit 1""");

        Outcome outcome = checkout.run("verify");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("-B verify -Dhookworks.natives=")
                .endsWith("verify: tests run: 7, failures: 2, errors: 1, skipped: 1\n");
    }
}
