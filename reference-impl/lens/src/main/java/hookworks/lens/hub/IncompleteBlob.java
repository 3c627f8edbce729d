package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The bytes of a file that have come so far, beside the place where the whole file will be. */
final class IncompleteBlob {
    private final Path blob;
    private final Path path;

    IncompleteBlob(Path blob) {
        this.blob = blob;
        this.path = blob.resolveSibling(blob.getFileName() + ".incomplete");
    }

    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Opens it for writing after its first bytes; what lies behind them goes. */
    FileChannel openAt(long offset) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(offset);
            channel.position(offset);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Some file systems do not know how much space is left, and say 0. */
    void requireSpaceFor(RemoteFile file) throws IOException {
        long needed = file.size().orElse(0) - size();
        long usable = Files.getFileStore(blob.getParent()).getUsableSpace();
        if (usable > 0 && usable < needed) {
            throw new HubException(
                    Kind.DISK,
                    "cannot get %s: it needs %d more bytes, and the disk of '%s' has %d\nmake room, or set HF_HOME to a larger disk"
                            .formatted(file.question(), needed, blob.getParent(), usable));
        }
    }

    /** Moves the whole file in place, unless its bytes are not those that its name promises: then they go. */
    void complete(RemoteFile file) throws IOException {
        Optional<String> checksum = file.etag().checksumOf(path);
        if (checksum.isPresent() && !checksum.get().equals(file.etag().text())) {
            discard();
            throw new HubException(
                    Kind.DAMAGED,
                    "%s came damaged: its checksum is %s, announced was %s\nwhat came was deleted; ask again, and if it stays so, check HF_ENDPOINT or the proxy"
                            .formatted(file.question(), checksum.get(), file.etag()));
        }
        Files.move(path, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
