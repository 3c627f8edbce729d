package hookworks.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.students.Student;
import hookworks.server.submissions.Submission;
import hookworks.server.submissions.Via;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a push")
@Timeout(60)
class PushTest {
    private static final String MY_HOOKS = "src/main/java/student/MyHooks.java";

    private GitServer server;
    private Student amara;
    private String token;
    private Terminal terminal;

    @BeforeEach
    void open(@TempDir Path data, @TempDir Path home) {
        server = new GitServer(data);
        amara = server.classroom.amara();
        token = server.classroom.students.issueToken(amara.id()).secret();
        terminal = Terminal.clone(home, server.address("amara", token, "amara"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("is a submission with exactly the sources below src/main/java, and says where to follow it")
    void isASubmission() {
        Terminal.Said said = terminal.write(MY_HOOKS, "package student;\n// done\n")
                .write("src/main/java/student/Helper.java", "package student;\n")
                .commit("Solve")
                .push()
                .succeeded();

        assertThat(said.text())
                .contains("remote: submission 1 is taken: it is stored and will be graded")
                .contains("remote: place in the queue: 1")
                .contains("remote: follow it at %s/runs/1".formatted(server.site()));
        Submission submission = onlySubmission();
        assertThat(server.classroom.submissions.sourcesOf(submission.id()).files())
                .containsOnlyKeys("student/MyHooks.java", "student/Helper.java")
                .containsEntry("student/MyHooks.java", "package student;\n// done\n");
        assertThat(submission.via()).isEqualTo(new Via.GitPush(headOf(terminal)));
        assertThat(mainOnServer()).isEqualTo(headOf(terminal));
        assertThat(server.classroom.count("scheduled_tasks")).isEqualTo(1);
    }

    @Test
    @DisplayName("may be the untouched template the first time")
    void mayBeTheTemplate() {
        terminal.commit("Nothing yet").push().succeeded();

        assertThat(server.classroom.submissions.sourcesOf(onlySubmission().id()).files())
                .containsOnlyKeys("student/MyHooks.java");
    }

    @Test
    @DisplayName("by JGit's client works as by git's own")
    void byJGit(@TempDir Path other) throws Exception {
        var credentials = new UsernamePasswordCredentialsProvider("amara", token);
        try (Git git = Git.cloneRepository()
                .setURI(server.site() + "/git/amara.git")
                .setDirectory(other.toFile())
                .setCredentialsProvider(credentials)
                .call()) {
            Files.writeString(other.resolve(MY_HOOKS), "package student;\n// by JGit\n");
            git.commit().setAll(true).setSign(false).setMessage("Solve").call();
            var results = git.push().setCredentialsProvider(credentials).call();

            assertThat(results).singleElement().satisfies(result -> {
                assertThat(result.getRemoteUpdate(StudentRepositories.MAIN).getStatus())
                        .isEqualTo(RemoteRefUpdate.Status.OK);
                assertThat(result.getMessages()).contains("submission 1 is taken");
            });
        }
        assertThat(onlySubmission().student()).isEqualTo(amara.id());
    }

    @Test
    @DisplayName("without changes is refused and names the submission that has the same sources")
    void withoutChanges() {
        terminal.commit("First").push().succeeded();
        String accepted = mainOnServer();

        Terminal.Said said = terminal.commit("Again").push().failed();

        assertThat(said.text())
                .contains("remote: refused: these sources are the same as those of your last submission, number 1")
                .contains("remote rejected");
        assertThat(mainOnServer()).isEqualTo(accepted);
        onlySubmission();
    }

    @Test
    @DisplayName("over the size limit is refused, and nothing of it stays")
    void overTheSizeLimit() throws IOException {
        byte[] noise = new byte[3 << 20];
        new Random(7).nextBytes(noise);
        Terminal.Said said = terminal.write("src/main/java/student/noise.bin", noise)
                .commit("Too much")
                .push()
                .failed();

        assertThat(said.text())
                .contains("remote: refused: a push may send at most 65,536 bytes")
                .contains("[remote rejected] HEAD -> main (not submitted, see above)");
        server.assertUntouched(amara);
        Path packs = server.classroom.folder.resolve("repositories/amara.git/objects/pack");
        try (var left = Files.list(packs)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("of a small pack that unpacks to a huge file is refused")
    void bomb() {
        Terminal.Said said = terminal.write("src/main/java/student/zeros.bin", new byte[8 << 20])
                .commit("Zeros")
                .push()
                .failed();

        assertThat(said.text()).contains("remote: refused: a push may send at most 65,536 bytes");
        server.assertUntouched(amara);
    }

    @Test
    @DisplayName("that is refused again and again does not fill the disk")
    void refusedPushesGo() throws IOException {
        for (int attempt = 0; attempt < 25; attempt++) {
            terminal.write("notes.md", "attempt %d\n".formatted(attempt))
                    .commit("Mine")
                    .push()
                    .failed();
        }

        try (var left = Files.list(server.classroom.folder.resolve("repositories/amara.git/objects/pack"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".pack")).count())
                    .isLessThanOrEqualTo(11);
        }
        server.assertUntouched(amara);
        terminal.git("reset", "-q", "--hard", "template").succeeded();
        terminal.write(MY_HOOKS, "package student;\n// done\n")
                .commit("Solve")
                .push()
                .succeeded();
    }

    @Test
    @DisplayName("with more source than can be graded is refused")
    void tooMuchSource() {
        for (int file = 0; file < 257; file++) {
            terminal.write("src/main/java/student/C%d.java".formatted(file), "class C%d {}\n".formatted(file));
        }
        assertRefused("there are more than 256 .java files below src/main/java; remove some");
    }

    @Test
    @DisplayName("with a symbolic link is refused")
    void symbolicLink() throws IOException {
        Path link = terminal.folder.resolve("src/main/java/student/Link.java");
        Files.createSymbolicLink(link, Path.of("/etc/passwd"));

        assertRefused("'src/main/java/student/Link.java' is a symbolic link, and only plain files are taken");
        Files.delete(link);
    }

    @Test
    @DisplayName("with a submodule is refused")
    void submodule() {
        terminal.git("update-index", "--add", "--cacheinfo", "160000," + headOf(terminal) + ",lib")
                .succeeded();
        terminal.git("commit", "-q", "-m", "Submodule").succeeded();

        assertThat(terminal.push().failed().text()).contains("remote: refused: 'lib' is a submodule");
        server.assertUntouched(amara);
    }

    @Test
    @DisplayName("with a new file outside src/main/java is refused, and the way out that it names works")
    void newFileOutside() {
        terminal.write("notes.md", "mine\n").write(MY_HOOKS, "package student;\n// done\n");
        assertRefused("'notes.md' is not part of the template; only .java files below src/main/java may be added");

        terminal.git("rm", "-q", "--cached", "notes.md").succeeded();
        terminal.git("commit", "-q", "-m", "Take it out").succeeded();
        terminal.push().succeeded();
        onlySubmission();
    }

    @Test
    @DisplayName("with a changed template file is refused, and the way out that it names works")
    void changedTemplate() {
        terminal.write("pom.xml", "<project>mine</project>\n").write(MY_HOOKS, "package student;\n// done\n");
        assertRefused("'pom.xml' differs from the template's; only .java files below src/main/java may change");

        terminal.git("checkout", "-q", "template", "--", "pom.xml").succeeded();
        terminal.git("commit", "-q", "-m", "Put the template back").succeeded();
        terminal.push().succeeded();
        onlySubmission();
    }

    @Test
    @DisplayName("with a file below src/main/java that is not Java is refused")
    void notJava() {
        terminal.write("src/main/java/student/answers.txt", "42\n");
        assertRefused("'src/main/java/student/answers.txt' is not part of the template");
    }

    @Test
    @DisplayName("with a source that is not UTF-8 is refused")
    void notUtf8() {
        terminal.write(MY_HOOKS, new byte[] {'/', '/', (byte) 0xE9, '\n'});
        assertRefused("src/main/java/student/MyHooks.java is not UTF-8 text; save it as UTF-8 in your editor");
    }

    @Test
    @DisplayName("with a source that holds a NUL character is refused")
    void nul() {
        terminal.write(MY_HOOKS, "// \0\n");
        assertRefused("src/main/java/student/MyHooks.java contains a NUL character");
    }

    @Test
    @DisplayName("to a branch other than main is refused")
    void otherBranch() {
        terminal.commit("Elsewhere");
        Terminal.Said said =
                terminal.git("push", "origin", "HEAD:refs/heads/try").failed();

        assertThat(said.text())
                .contains("remote: refused: only the branch main is graded, and this push is for refs/heads/try");
        server.assertUntouched(amara);
    }

    @Test
    @DisplayName("that deletes main is refused")
    void deletesMain() {
        assertThat(terminal.git("push", "origin", ":main").failed().text()).contains("the branch main stays");
        server.assertUntouched(amara);
    }

    private void assertRefused(String expected) {
        assertThat(terminal.commit("Mine").push().failed().text()).contains("remote: refused: " + expected);
        server.assertUntouched(amara);
    }

    private Submission onlySubmission() {
        assertThat(server.classroom.count("submissions")).isEqualTo(1);
        return server.classroom.submissions.latestOf(amara.id()).orElseThrow();
    }

    private String mainOnServer() {
        return terminal.git("ls-remote", "-q", "origin", "refs/heads/main")
                .succeeded()
                .text()
                .substring(0, 40);
    }

    private static String headOf(Terminal terminal) {
        return terminal.git("rev-parse", "HEAD").succeeded().text().strip();
    }
}
