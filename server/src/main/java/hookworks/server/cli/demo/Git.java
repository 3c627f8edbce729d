package hookworks.server.cli.demo;

import hookworks.server.cli.CannotRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The git of this machine, as at a student's terminal, but untouched by anybody's own configuration. */
final class Git {
    private static final int SECONDS = 120;

    private final Path folder;
    private final String author;

    Git(Path folder, String author) {
        this.folder = folder;
        this.author = author;
    }

    /**
     * Runs git and waits for it.
     *
     * @return everything that it printed
     * @throws CannotRun where it fails, with what it printed
     */
    String run(String... arguments) {
        var command = new ArrayList<String>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = start(command);
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            require(process, arguments[0], said);
            return said;
        } catch (IOException e) {
            throw new CannotRun(
                    "cannot run git: %s%ninstall it with: apt-get install git".formatted(e.getMessage()), e);
        }
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", author,
                "GIT_AUTHOR_EMAIL", "demo@localhost",
                "GIT_COMMITTER_NAME", author,
                "GIT_COMMITTER_EMAIL", "demo@localhost",
                // The server is on this machine, whatever proxy leads out of it.
                "no_proxy", "localhost,127.0.0.1"));
        return builder.start();
    }

    /** Its output has ended, so it is about to end itself. */
    private static void require(Process process, String verb, String said) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new CannotRun(
                        "git %s did not end within %d s of its last output:%n%s".formatted(verb, SECONDS, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while git %s ran".formatted(verb), e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new CannotRun("git %s failed with %d:%n%s".formatted(verb, process.exitValue(), said));
        }
    }
}
