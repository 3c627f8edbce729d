package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.OptionalLong;

/** Brings the bytes of a file, from where an earlier attempt stopped. Its caller holds the file's lock. */
final class Downloader {
    private static final String ASK_AGAIN = "ask again, since what has come is kept";

    private final HubConnection hub;
    private final long maxFileBytes;
    private final DownloadProgress progress;

    Downloader(HubConnection hub, long maxFileBytes, DownloadProgress progress) {
        this.hub = hub;
        this.maxFileBytes = maxFileBytes;
        this.progress = progress;
    }

    void fetch(RemoteFile file, IncompleteBlob part) throws IOException {
        if (file.size().orElse(0) > maxFileBytes) {
            throw tooLarge(file, file.size().orElse(0));
        }
        part.requireSpaceFor(file);
        hub.retries().until(() -> receive(file, part));
        part.complete(file);
    }

    /** Attempts share the bytes on disk: each goes on where the one before was cut. */
    private long receive(RemoteFile file, IncompleteBlob part) throws TransientFailure {
        try {
            long have = part.size();
            if (have > file.size().orElse(Long.MAX_VALUE)) {
                part.discard();
                have = 0;
            }
            if (file.size().isPresent() && have == file.size().getAsLong()) {
                part.openAt(have).close(); // an empty file is complete before it exists
                progress.advanced(file.name(), have, file.size());
                return have;
            }
            return receiveFrom(have, file, part);
        } catch (IOException e) {
            throw CachedRepo.diskTrouble(file.question().toString(), e);
        }
    }

    private long receiveFrom(long have, RemoteFile file, IncompleteBlob part) throws IOException, TransientFailure {
        try (Answer answer = hub.http().get(file.uri(), file.question(), have)) {
            if (answer.status() == 416) {
                part.discard();
                throw startsOver(file, "has no bytes from %d on".formatted(have));
            }
            hub.refusals().check(answer);
            long start = answer.rangeStart().orElse(0);
            if (start != have && start != 0) {
                part.discard();
                throw startsOver(file, "sent bytes from %d on when asked for those from %d".formatted(start, have));
            }
            OptionalLong total = file.size().isPresent() || start > 0 ? file.size() : answer.bytesIn("Content-Length");
            return write(answer, file, part, new Stretch(start, total));
        }
    }

    /** Where a body starts in the file, and where the file ends, where that is known. */
    private record Stretch(long start, OptionalLong total) {}

    private long write(Answer answer, RemoteFile file, IncompleteBlob part, Stretch stretch)
            throws IOException, TransientFailure {
        long count = stretch.start();
        try (FileChannel out = part.openAt(count)) {
            progress.advanced(file.name(), count, stretch.total());
            for (List<ByteBuffer> piece = answer.next(); !piece.isEmpty(); piece = answer.next()) {
                for (ByteBuffer bytes : piece) {
                    count += bytes.remaining();
                    requireRoom(count, file, part);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                progress.advanced(file.name(), count, stretch.total());
            }
            out.force(false);
        }
        if (count < stretch.total().orElse(0)) {
            throw new TransientFailure(
                    Kind.UNREACHABLE,
                    "%s ended at byte %d of %d"
                            .formatted(file.question(), count, stretch.total().orElse(0)),
                    ASK_AGAIN,
                    null);
        }
        return count;
    }

    private void requireRoom(long count, RemoteFile file, IncompleteBlob part) throws IOException {
        if (count > file.size().orElse(Long.MAX_VALUE)) {
            part.discard();
            throw new HubException(
                    Kind.DAMAGED,
                    "%s has more than the %d bytes that were announced\nwhat came was deleted; ask again"
                            .formatted(file.question(), file.size().orElse(0)));
        }
        if (count > maxFileBytes) {
            part.discard();
            throw tooLarge(file, count);
        }
    }

    private static TransientFailure startsOver(RemoteFile file, String what) {
        return new TransientFailure(
                Kind.SERVER,
                "cannot go on with %s: the server %s".formatted(file.question(), what),
                "what came was deleted; ask again",
                null);
    }

    private HubException tooLarge(RemoteFile file, long bytes) {
        return new HubException(
                Kind.TOO_LARGE,
                "%s has %d bytes or more, and the limit is %d\nchoose a smaller model, or raise the limit of the settings"
                        .formatted(file.question(), bytes, maxFileBytes));
    }
}
