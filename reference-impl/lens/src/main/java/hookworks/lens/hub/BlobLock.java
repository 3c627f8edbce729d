package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to download one blob, held by one thread of one process. The file lock keeps other processes out. It
 * belongs to the whole JVM, and closing any channel of the file gives it up, so threads are told apart first.
 */
final class BlobLock implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Set<Path> HELD_IN_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private BlobLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until the lock is free, for no longer than a limit. */
    static BlobLock acquire(Path file, Duration limit, Pauses pauses) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        Files.createDirectories(key.getParent());
        Duration waited = Duration.ZERO;
        while (true) {
            BlobLock lock = tryAcquire(key);
            if (lock != null) {
                return lock;
            }
            if (waited.compareTo(limit) >= 0) {
                throw timedOut(key, limit);
            }
            pause(key, pauses);
            waited = waited.plus(BETWEEN_LOOKS);
        }
    }

    private static @Nullable BlobLock tryAcquire(Path key) throws IOException {
        if (!HELD_IN_THIS_JVM.add(key)) {
            return null;
        }
        BlobLock lock = null;
        try {
            lock = tryFile(key);
            return lock;
        } finally {
            if (lock == null) {
                HELD_IN_THIS_JVM.remove(key);
            }
        }
    }

    private static @Nullable BlobLock tryFile(Path key) throws IOException {
        FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? null : new BlobLock(key, channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static void pause(Path key, Pauses pauses) {
        try {
            pauses.pause(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            throw HubException.interrupted("the lock '%s'".formatted(key), e);
        }
    }

    private static HubException timedOut(Path key, Duration limit) {
        return new HubException(
                Kind.TIMED_OUT,
                "another process has held '%s' for %s, as if it were downloading the same file\nask again when it is done, or end it; a lock goes with the process that held it"
                        .formatted(key, Waits.inWords(limit)));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_IN_THIS_JVM.remove(file);
        }
    }
}
