package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * A repository's folder in the cache, laid out as huggingface_hub lays it out: {@code refs} say which commit a
 * revision is, {@code blobs} hold contents under their checksums, {@code snapshots} give them their names by links.
 */
final class CachedRepo {
    private final Path cache;
    private final RepoId repo;
    private final Linker linker;

    CachedRepo(Path cache, RepoId repo, Linker linker) {
        this.cache = cache;
        this.repo = repo;
        this.linker = linker;
    }

    static HubException diskTrouble(String what, IOException cause) {
        return new HubException(
                Kind.DISK,
                "cannot keep %s in the cache: %s\nmake the folder writable and see that the disk is not full, or set HF_HOME to another folder"
                        .formatted(what, cause),
                cause);
    }

    Path folder() {
        return cache.resolve(repo.folder());
    }

    Path snapshot(String commit) {
        return folder().resolve("snapshots").resolve(commit);
    }

    Path blob(Etag etag) {
        return folder().resolve("blobs").resolve(etag.text());
    }

    /** Outside the repository's folder, as Python's clients have it. */
    Path lock(Etag etag) {
        return cache.resolve(".locks").resolve(repo.folder()).resolve(etag + ".lock");
    }

    boolean has(String commit, String name) {
        return Files.isRegularFile(snapshot(commit).resolve(name));
    }

    /** What earlier downloads left of a revision, if anything. */
    Optional<Listing> listing(Revision revision, Listing.Origin origin) {
        try {
            Optional<String> commit = commitOf(revision);
            if (commit.isEmpty() || !Files.isDirectory(snapshot(commit.get()))) {
                return Optional.empty();
            }
            return Optional.of(new Listing(commit.get(), names(snapshot(commit.get())), origin));
        } catch (IOException e) {
            throw new HubException(
                    Kind.DISK,
                    "cannot read '%s': %s\nmake the folder readable, or set HF_HOME to another one"
                            .formatted(folder(), e),
                    e);
        }
    }

    private Optional<String> commitOf(Revision revision) throws IOException {
        Path ref = ref(revision);
        if (Files.isRegularFile(ref)) {
            return Optional.of(Files.readString(ref).strip()).filter(Revision::isCommit);
        }
        return Optional.of(revision.text()).filter(Revision::isCommit);
    }

    /** A link whose blob is gone is no file. */
    private static SequencedSet<String> names(Path snapshot) throws IOException {
        var names = new LinkedHashSet<String>();
        try (Stream<Path> files = Files.walk(snapshot)) {
            files.filter(Files::isRegularFile)
                    .map(file -> snapshot.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(names::add);
        }
        return Collections.unmodifiableSequencedSet(names);
    }

    /** Notes which commit a revision is now. A commit needs no note. */
    void writeRef(Revision revision, String commit) {
        if (revision.text().equals(commit)) {
            return;
        }
        try {
            Path ref = ref(revision);
            Files.createDirectories(ref.resolveSibling(""));
            Files.writeString(ref, commit);
        } catch (IOException e) {
            throw diskTrouble("the revision '%s' of '%s'".formatted(revision, repo), e);
        }
    }

    private Path ref(Revision revision) {
        return folder().resolve("refs").resolve(revision.text());
    }

    /** Gives a blob its name in a snapshot: by a relative link, so that the cache can be moved, or else by a copy. */
    void name(String commit, String name, Etag etag) throws IOException {
        Path file = snapshot(commit).resolve(name);
        Path folder = file.resolveSibling("");
        Path blob = blob(etag);
        Files.createDirectories(folder);
        Files.deleteIfExists(file);
        try {
            linker.link(file, folder.relativize(blob));
        } catch (UnsupportedOperationException | IOException e) {
            // Windows lets only some users make links; where the disk is the trouble, the copy says so.
            copy(blob, file);
        }
    }

    private static void copy(Path blob, Path file) throws IOException {
        Path copy = blob.resolveSibling(blob.getFileName() + ".copy");
        Files.copy(blob, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
