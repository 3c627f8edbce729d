package hookworks.grader.engine.sandbox;

import ai.djl.util.Utils;
import hookworks.grader.engine.sandbox.AotCache.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ahead-of-time cache of an image's workers, once, inside their own sandbox and limits, and keeps it.
 * Without one all works as well, only slower.
 */
public final class AotCaches {
    private static final Logger LOG = LoggerFactory.getLogger(AotCaches.class);
    private static final String PREFIX = "worker-aot-";
    private static final String UNFINISHED = "worker-aot.making-";

    /** Of some 40 MB each; a new build makes a new one. */
    private static final int KEPT = 3;

    private static final int LONGEST_REPORT = 2_000;

    private final Sandbox sandbox;
    private final WorkerLimits limits;
    private final Path home;

    /**
     * Keeps them in a folder of this machine.
     *
     * @param home such as the folder of libtorch; workers see only the part of it that is theirs
     */
    public AotCaches(Sandbox sandbox, WorkerLimits limits, Path home) {
        this.sandbox = sandbox;
        this.limits = limits;
        this.home = home;
    }

    /** The same image with its cache, made now where there is none; which takes some seconds, once. */
    public WorkerImage prepare(WorkerImage image) {
        try {
            Path folder = home.resolve(PREFIX + key(image));
            if (!Files.exists(folder.resolve(AotCache.CACHE))) {
                make(image, folder);
            }
            return image.with(AotCache.in(folder, Use.MAP));
        } catch (IOException e) {
            LOG.warn("workers start more slowly, without a cache of their classes: {}", e.getMessage());
            return image;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return image;
        }
    }

    private void make(WorkerImage image, Path folder) throws IOException, InterruptedException {
        Path making = Files.createTempDirectory(home, UNFINISHED);
        try {
            run(image.with(AotCache.in(making, Use.RECORD)), making.resolve(AotCache.CONFIGURATION));
            run(image.with(AotCache.in(making, Use.ASSEMBLE)), making.resolve(AotCache.CACHE));
            Files.delete(making.resolve(AotCache.CONFIGURATION));
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
            forgetOldest();
        } catch (FileSystemException e) {
            // Whoever else makes it at the same time has the same.
            if (!Files.exists(folder.resolve(AotCache.CACHE))) {
                throw e;
            }
        } finally {
            Utils.deleteQuietly(making);
        }
    }

    /** Lets a worker warm up and end, since its requests end at once. */
    private void run(WorkerImage image, Path makes) throws IOException, InterruptedException {
        try (ConfinedProcess confined = sandbox.start(image, limits)) {
            Process process = confined.process();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limits.startTime().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0 || !Files.exists(makes)) {
                throw new IOException("%s was not made: %s"
                        .formatted(makes.getFileName(), ended ? said(process) : "it took over " + limits.startTime()));
            }
        }
    }

    private static String said(Process process) throws IOException {
        byte[] words = process.getErrorStream().readNBytes(LONGEST_REPORT);
        return "exit code %d, %s".formatted(process.exitValue(), new String(words, StandardCharsets.UTF_8).strip());
    }

    /** What the JVM compares before it uses a cache, so that a cache is never made in vain. */
    private String key(WorkerImage image) throws IOException {
        var parts = new StringJoiner("\n");
        parts.add(System.getProperty("java.vm.version")).add(image.javaHome().toString());
        parts.add(sandbox.getClass().getSimpleName()).add(image.device());
        try (Stream<Path> jars = Files.list(image.jars())) {
            for (Path jar : jars.sorted().toList()) {
                parts.add("%s %d %s".formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar)));
            }
        }
        return Utils.hash(parts.toString());
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            all.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .sorted(Comparator.comparing(AotCaches::made).reversed())
                    .skip(KEPT)
                    .forEach(Utils::deleteQuietly);
        }
    }

    private static FileTime made(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
