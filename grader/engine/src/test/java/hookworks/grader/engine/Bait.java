package hookworks.grader.engine;

import hookworks.grader.engine.sandbox.WorkerImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What there is to get on this machine: a secret in a file, in shared memory, in a command line, and from a server on
 * loopback. An attack is told where to look, and never what it will find. Everything goes when it is closed.
 */
final class Bait implements AutoCloseable {
    private static final Pattern LEFT = Pattern.compile("process (\\d+)\\.");

    private final String secret = "a-secret-" + Long.toHexString(new SecureRandom().nextLong());
    private final Path file;
    private final Path jars;
    private final Path planted;
    private final SharedSegment segment = new SharedSegment(secret);
    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final Process process = new ProcessBuilder("/bin/sh", "-c", "read line", secret).start();

    /** @param folder of its own, on the same file system as the worker's jars where that is possible */
    Bait(Path folder) throws IOException {
        file = Files.writeString(folder.resolve("file"), secret).toRealPath();
        jars = Files.createDirectory(folder.resolve("jars"));
        planted = jars.resolve("planted.txt");
        try (var files = Files.list(WorkerImage.ofThisInstallation("cpu").jars())) {
            for (Path jar : files.toList()) {
                Files.copy(jar, jars.resolve(jar.getFileName()));
            }
        }
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket guest = server.accept()) {
                guest.getOutputStream().write(secret.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** What workers are made of, with jars that may be spoilt. */
    WorkerImage image() throws IOException {
        WorkerImage real = WorkerImage.ofThisInstallation("cpu");
        return new WorkerImage(real.javaHome(), jars, real.natives(), real.libtorch(), real.device(), real.cache());
    }

    /** An attack's source with the places to look at. */
    String addressed(String source) {
        return source.replace("@port@", Integer.toString(server.getLocalPort()))
                .replace("@file@", file.toString())
                .replace("@segment@", Integer.toString(segment.id()));
    }

    /** What an attack gets, with what there really is. */
    String revealed(String gets) throws IOException {
        return gets.replace("@secret@", secret)
                .replace("@path@", System.getenv("PATH"))
                .replace(
                        "@host@",
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).strip())
                .replace(
                        "@group@",
                        "hookworks-%d-".formatted(ProcessHandle.current().pid()));
    }

    /** What is left of an attack outside of its sandbox, in words; nothing is left of it afterwards. */
    String taken(String words) throws IOException {
        String found = "";
        if (Files.exists(planted)) {
            found += "\nin the jars: " + Files.readString(planted);
            Files.delete(planted);
        }
        Optional<ProcessHandle> survivor = survivor(words);
        if (survivor.isPresent()) {
            found += "\nsurvivor: running";
            survivor.get().destroyForcibly();
            survivor.get().onExit().join();
        }
        return found;
    }

    /** The process that an attack says it left, if that is one of a worker and this machine knows it. */
    private static Optional<ProcessHandle> survivor(String words) throws IOException {
        Matcher left = LEFT.matcher(words);
        if (!left.find()) {
            return Optional.empty();
        }
        Path commandLine = Path.of("/proc", left.group(1), "cmdline");
        return Files.exists(commandLine) && Files.readString(commandLine).contains("WorkerMain")
                ? ProcessHandle.of(Long.parseLong(left.group(1)))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        segment.close();
        server.close();
        process.destroyForcibly().onExit().join();
    }
}
