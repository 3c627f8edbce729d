package hookworks.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.server.Classroom;
import hookworks.server.students.Student;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Git over real HTTP on a free port, for tests. */
final class GitServer implements AutoCloseable {
    static final long MAX_PACK = 64 << 10;

    final Classroom classroom;
    private final Javalin http;

    GitServer(Path folder) {
        classroom = new Classroom(folder);
        var standard = GitSettings.standard(folder.resolve("repositories"), template());
        var settings = new GitSettings(standard.folder(), standard.template(), standard.rules(), MAX_PACK);
        var git = new GitHttp(settings, classroom.students, classroom.submissions, classroom.runs);
        http = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.modifyServletContextHandler(git::register);
                })
                .start("127.0.0.1", 0);
    }

    static Template template() {
        var files = new TreeMap<String, byte[]>();
        files.put("README.md", "# Exercises\n".getBytes(StandardCharsets.UTF_8));
        files.put("pom.xml", "<project/>\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                "src/main/java/student/MyHooks.java",
                "package student;\n\npublic final class MyHooks {}\n".getBytes(StandardCharsets.UTF_8));
        files.put("src/test/java/student/MyHooksTest.java", "package student;\n".getBytes(StandardCharsets.UTF_8));
        return new Template(files);
    }

    String address(String user, String password, String repository) {
        return "http://%s:%s@127.0.0.1:%d/git/%s.git".formatted(user, password, http.port(), repository);
    }

    /** Nothing was stored, and the student's branch is where it began. */
    void assertUntouched(Student student) {
        assertThat(classroom.count("submissions")).isZero();
        assertThat(classroom.count("source_trees")).isZero();
        assertThat(classroom.count("grading_runs")).isZero();
        assertThat(classroom.count("scheduled_tasks")).isZero();
        Path home = classroom.folder.resolve("repositories/%s.git".formatted(student.handle()));
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(home.toFile())
                .setMustExist(true)
                .build()) {
            assertThat(repository.resolve(StudentRepositories.MAIN))
                    .isNotNull()
                    .isEqualTo(repository.resolve(StudentRepositories.TEMPLATE));
            assertThat(repository.getRefDatabase().getRefsByPrefix("refs/")).hasSize(2);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String site() {
        return "http://127.0.0.1:" + http.port();
    }

    @Override
    public void close() {
        http.stop();
        classroom.close();
    }
}
