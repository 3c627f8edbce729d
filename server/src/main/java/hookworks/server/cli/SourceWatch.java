package hookworks.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notices changes of a project's sources, also those that come while nobody waits. It may notice more than that, such
 * as an editor's own files. Confined to one thread.
 */
final class SourceWatch implements AutoCloseable {
    /** An editor that saves everything, or git, touches many files one right after the other. */
    private static final Duration QUIET = Duration.ofMillis(300);

    private final Path project;
    private final WatchService changes;

    private SourceWatch(Path project, WatchService changes) {
        this.project = project;
        this.changes = changes;
    }

    /** @throws CannotRun where this machine lets nobody watch the folder */
    static SourceWatch of(Path project) {
        try {
            var watch = new SourceWatch(project, project.getFileSystem().newWatchService());
            watch.register();
            return watch;
        } catch (IOException e) {
            throw cannotWatch(project, e);
        }
    }

    /** Returns when something has changed since the last call, and then nothing for a moment. */
    void awaitChange() throws InterruptedException {
        @Nullable WatchKey changed = changes.take();
        while (changed != null) {
            changed.pollEvents();
            changed.reset();
            changed = changes.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
        try {
            register();
        } catch (IOException e) {
            throw cannotWatch(project, e);
        }
    }

    /** A folder that is watched already stays so. Those above the sources tell when the sources are replaced whole. */
    private void register() throws IOException {
        Path sources = project.resolve("src/main/java");
        for (Path folder : List.of(project, project.resolve("src"), project.resolve("src/main"))) {
            watch(folder);
        }
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> below = Files.walk(sources)) {
            for (Path folder : below.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                watch(folder);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void watch(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            folder.register(
                    changes,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    private static CannotRun cannotWatch(Path project, IOException e) {
        return new CannotRun("cannot watch the sources in '%s': %s".formatted(project, e), e);
    }

    @Override
    public void close() {
        try {
            changes.close();
        } catch (IOException e) {
            throw new CannotRun("cannot stop watching '%s': %s".formatted(project, e), e);
        }
    }
}
