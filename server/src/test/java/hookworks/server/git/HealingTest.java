package hookworks.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.students.Student;
import hookworks.server.submissions.Submission;
import hookworks.server.submissions.Via;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("after a crash, a restart")
@Timeout(60)
class HealingTest {
    private static final String MY_HOOKS = "src/main/java/student/MyHooks.java";

    private Path data;
    private GitServer server;
    private Student amara;
    private Terminal terminal;

    @BeforeEach
    void open(@TempDir Path data, @TempDir Path home) {
        this.data = data;
        server = new GitServer(data);
        amara = server.classroom.amara();
        String token = server.classroom.students.issueToken(amara.id()).secret();
        terminal = Terminal.clone(home, server.address("amara", token, "amara"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("moves a branch that stayed behind its submission")
    void movesTheBranch() throws IOException {
        String first = push("one");
        String second = push("two");
        setMain(first);

        restart();

        assertThat(main()).isEqualTo(second);
        assertThat(server.classroom.count("submissions")).isEqualTo(2);
        assertThat(server.classroom.count("grading_runs")).isEqualTo(2);
    }

    @Test
    @DisplayName("submits again the commit whose submission a restored database has lost")
    void submitsAgain() throws IOException {
        String commit = push("one");
        forgetEverySubmission();

        restart();

        Submission again = server.classroom.submissions.latestOf(amara.id()).orElseThrow();
        assertThat(again.via()).isEqualTo(new Via.GitPush(commit));
        assertThat(server.classroom.submissions.sourcesOf(again.id()).files())
                .containsEntry("student/MyHooks.java", "// one\n");
        assertThat(server.classroom.count("scheduled_tasks")).isEqualTo(1);
        assertThat(main()).isEqualTo(commit);
    }

    @Test
    @DisplayName("leaves alone what agrees")
    void leavesAlone() throws IOException {
        String commit = push("one");

        restart();

        assertThat(main()).isEqualTo(commit);
        assertThat(server.classroom.count("submissions")).isEqualTo(1);
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"refs/heads/main", "refs/tags/template"})
    @DisplayName("leaves a damaged repository to the operator, and serves everybody else")
    void servesTheOthers(String missing, @TempDir Path home) throws IOException {
        Files.delete(data.resolve("repositories/amara.git").resolve(missing));

        restart();

        Student bruno = server.classroom.bruno();
        String token = server.classroom.students.issueToken(bruno.id()).secret();
        Terminal.clone(home, server.address("bruno", token, "bruno"))
                .commit("Mine")
                .push()
                .succeeded();
    }

    private String push(String version) {
        terminal.write(MY_HOOKS, "// %s\n".formatted(version))
                .commit(version)
                .push()
                .succeeded();
        return terminal.git("rev-parse", "HEAD").succeeded().text().strip();
    }

    private void restart() {
        server.close();
        server = new GitServer(data);
    }

    private void setMain(String commit) throws IOException {
        try (Repository repository = repository()) {
            StudentRepositories.point(repository, StudentRepositories.MAIN, ObjectId.fromString(commit));
        }
    }

    private String main() throws IOException {
        try (Repository repository = repository()) {
            return repository.resolve(StudentRepositories.MAIN).name();
        }
    }

    private Repository repository() throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(data.resolve("repositories/amara.git").toFile())
                .setMustExist(true)
                .build();
    }

    private void forgetEverySubmission() {
        server.classroom.database.jdbi().useTransaction(handle -> {
            handle.execute("delete from scheduled_tasks");
            handle.execute("delete from grading_runs");
            handle.execute("delete from submissions");
            handle.execute("delete from source_trees");
        });
    }
}
