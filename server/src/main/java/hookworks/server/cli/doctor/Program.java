package hookworks.server.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program on the PATH that tells its version. */
record Program(String name) {
    private static final int SECONDS = 10;

    static Program named(String name) {
        return new Program(name);
    }

    /** The first line of what it says to {@code --version}; empty where there is no such program or it fails. */
    Optional<String> version() {
        Process process;
        try {
            process = new ProcessBuilder(name, "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            boolean isOver = process.waitFor(SECONDS, TimeUnit.SECONDS);
            return isOver && process.exitValue() == 0 ? Optional.ofNullable(line) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
