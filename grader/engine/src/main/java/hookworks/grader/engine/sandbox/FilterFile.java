package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The filter of system calls where bubblewrap can read it, in a temporary file: written when it is first needed, and again
 * where somebody cleaned it away. Thread-safe.
 */
final class FilterFile {
    private final byte[] program;
    private final Path folder;
    private Optional<Path> file = Optional.empty();

    FilterFile(byte[] program, Path folder) {
        this.program = program.clone();
        this.folder = folder;
    }

    /** @throws IOException where it can't be written, such as on a full disk; the message says what is missing */
    synchronized Path path() throws IOException {
        if (file.isEmpty() || !isWhole(file.get())) {
            file = Optional.of(written());
        }
        return file.get();
    }

    private boolean isWhole(Path written) throws IOException {
        return Files.isRegularFile(written) && Files.size(written) == program.length;
    }

    private Path written() throws IOException {
        try {
            Path made = Files.createTempFile(folder, "hookworks-", ".seccomp");
            made.toFile().deleteOnExit();
            try {
                return Files.write(made, program);
            } catch (IOException e) {
                Files.deleteIfExists(made);
                throw e;
            }
        } catch (IOException e) {
            throw new IOException(
                    "the filter of system calls can't be kept in the temporary folder '%s': %s".formatted(folder, e),
                    e);
        }
    }
}
