package hookworks.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.grader.protocol.SourceTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("hookworks grade --watch")
@Timeout(60)
final class GradeWatchTest {
    private final Path folder;
    private final Path sources;
    private final BlockingQueue<SourceTree> judged = new LinkedBlockingQueue<>();
    private final StringWriter out = new StringWriter();
    private final Thread watching;

    GradeWatchTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        sources = Files.createDirectories(folder.resolve("src/main/java/student"));
        write("MyHooks.java", "one");
        watching = Thread.ofVirtual()
                .unstarted(() -> new GradeWatch(folder, new PrintWriter(out, true)).follow(judged::add));
    }

    @AfterEach
    void end() throws InterruptedException {
        watching.interrupt();
        watching.join();
    }

    @Test
    @DisplayName("judges at once, and again when a file has changed, also one in a new folder")
    void judgesChanges() throws Exception {
        watching.start();
        assertThat(next().files()).containsEntry("student/MyHooks.java", "one");

        write("MyHooks.java", "two");
        assertThat(next().files()).containsEntry("student/MyHooks.java", "two");

        Files.createDirectories(sources.resolve("more/deep"));
        write("more/deep/Extra.java", "three");
        assertThat(next().files()).containsEntry("student/more/deep/Extra.java", "three");

        write("more/deep/Extra.java", "four");
        assertThat(next().files()).containsEntry("student/more/deep/Extra.java", "four");

        Files.delete(sources.resolve("more/deep/Extra.java"));
        assertThat(next().files()).containsOnlyKeys("student/MyHooks.java");
    }

    @Test
    @DisplayName("judges nothing again when no source has changed")
    void ignoresOtherFiles() throws Exception {
        watching.start();
        next();

        write("MyHooks.java.swp", "an editor's");
        Files.createDirectories(folder.resolve("target"));
        write("MyHooks.java", "two");

        assertThat(next().files()).containsEntry("student/MyHooks.java", "two");
        assertThat(judged).isEmpty();
    }

    @Test
    @DisplayName("outlives sources that cannot be taken, and sources that are replaced whole")
    void outlivesAbsence() throws Exception {
        watching.start();
        next();

        Path aside = Files.move(folder.resolve("src"), folder.resolve("aside"));
        Files.writeString(aside.resolve("main/java/student/MyHooks.java"), "two");
        Files.move(aside, folder.resolve("src"));
        assertThat(next().files()).containsEntry("student/MyHooks.java", "two");

        write("MyHooks.java", "three");
        assertThat(next().files()).containsEntry("student/MyHooks.java", "three");

        write("My-Hooks!.java", "no such name");
        Files.writeString(folder.resolve("src/main/java/student/Other.java"), "four");
        Files.delete(sources.resolve("My-Hooks!.java"));
        assertThat(next().files()).containsKey("student/Other.java");
    }

    @Test
    @DisplayName("ends at once where there is nothing to judge")
    void needsASubmission() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> new GradeWatch(empty, new PrintWriter(out)).follow(judged::add))
                .withMessageContaining("it has no folder src/main/java");
    }

    private SourceTree next() throws InterruptedException {
        SourceTree next = judged.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("what is judged next").isNotNull();
        return next;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(sources.resolve(file), text);
    }
}
