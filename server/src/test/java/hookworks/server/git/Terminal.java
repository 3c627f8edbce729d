package hookworks.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A student's terminal in a folder: runs the machine's own git, with no configuration but what is given here. */
public final class Terminal {
    private final Path home;
    final Path folder;

    /** What a command said, both streams together. */
    public record Said(int status, String text) {
        public Said succeeded() {
            assertThat(status).as(text).isZero();
            return this;
        }

        public Said failed() {
            assertThat(status).as(text).isNotZero();
            return this;
        }
    }

    private Terminal(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    public static Terminal clone(Path home, String address) {
        new Terminal(home, home).git("clone", "-q", address, "work").succeeded();
        return new Terminal(home, home.resolve("work"));
    }

    static Said tryClone(Path home, String address) {
        return new Terminal(home, home).git("clone", "-q", address, "work");
    }

    public Terminal write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Terminal write(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Terminal commit(String message) {
        git("add", "-A").succeeded();
        git("commit", "-q", "--allow-empty", "-m", message).succeeded();
        return this;
    }

    public Said push() {
        return git("push", "origin", "HEAD:main");
    }

    public Said git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.endsWith("_proxy"));
            builder.environment().put("HOME", home.toString());
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            for (String role : List.of("AUTHOR", "COMMITTER")) {
                builder.environment().put("GIT_" + role + "_NAME", "Amara");
                builder.environment().put("GIT_" + role + "_EMAIL", "amara@example.org");
            }
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("git ends").isTrue();
            return new Said(process.exitValue(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
