package hookworks.server.cli.marks;

import static java.nio.charset.StandardCharsets.UTF_8;

import hookworks.server.cli.CannotRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link MarksTable} on disk that one process at a time goes on with. A row is on the disk when it has been added.
 * Confined to one thread.
 */
public final class MarksFile implements AutoCloseable {
    private final Path file;
    private final MarksTable table;
    private final FileChannel channel;
    private final List<Mark> before;

    private MarksFile(Path file, MarksTable table, FileChannel channel, List<Mark> before) {
        this.file = file;
        this.table = table;
        this.channel = channel;
        this.before = List.copyOf(before);
    }

    /**
     * Opens a table, or begins it. Of one that is there, those rows are dropped that tell of a submission that could not
     * be judged, and a last one that was not finished.
     *
     * @throws CannotRun where the file cannot be written, holds something else, or is another process's right now
     */
    public static MarksFile open(Path file, MarksTable table) {
        FileChannel channel = opened(file);
        try {
            lock(channel, file);
            List<Mark> before = table.read(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Channels.newInputStream(channel).readAllBytes()))
                    .toString());
            var marks = new MarksFile(file, table, channel, before);
            marks.keepWhatStands();
            return marks;
        } catch (IOException | IllegalArgumentException e) {
            closeAfter(e, channel);
            throw new CannotRun("""
                    cannot go on with '%s': %s
                    name another file, or choose the sections and exercises that it was begun with""".formatted(file, e.getMessage()), e);
        } catch (CannotRun e) {
            closeAfter(e, channel);
            throw e;
        }
    }

    private static FileChannel opened(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CannotRun("cannot write the table to '%s': %s".formatted(file, e), e);
        }
    }

    /** Held until the channel is closed. */
    private static void lock(FileChannel channel, Path file) throws IOException {
        boolean isOurs;
        try {
            isOurs = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            isOurs = false;
        }
        if (!isOurs) {
            throw new CannotRun(
                    "another run is writing '%s' right now; wait for it, or name another file".formatted(file));
        }
    }

    private static void closeAfter(Exception failure, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void keepWhatStands() throws IOException {
        String rows = judged().stream().map(table::line).collect(Collectors.joining("", table.header(), ""));
        channel.position(0);
        write(rows);
        channel.truncate(channel.position());
        channel.force(true);
    }

    /** Submissions that were judged before; they keep their rows. */
    public List<Mark> judged() {
        return before.stream().filter(Mark::isJudged).toList();
    }

    /** The seeds of all rows that were there, also of those that were dropped; each once. */
    public List<Long> seeds() {
        return before.stream().map(Mark::seed).distinct().toList();
    }

    /**
     * Adds a row.
     *
     * @throws CannotRun where it cannot be written, such as on a full disk
     */
    public void add(Mark mark) {
        try {
            write(table.line(mark));
            channel.force(false);
        } catch (IOException e) {
            throw new CannotRun("cannot write the table to '%s': %s".formatted(file, e), e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CannotRun("cannot finish the table '%s': %s".formatted(file, e), e);
        }
    }
}
