package hookworks.grader.engine.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, a few pages large, where this process may mount one. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it; skips the test where only root may. */
    static SmallDisk at(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "hookworks-test", folder.toString()) == 0,
                "this process may not mount a file system, and nothing else gets full so soon");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leaves no byte free. */
    Path fill() throws IOException {
        Path ballast = folder.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[512];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
