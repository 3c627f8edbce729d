package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;

/** One commit of a repository on its way into the cache. Confined to the thread that asked for it. */
final class Snapshot {
    private final RepoId repo;
    private final Revision revision;
    private final CachedRepo cached;
    private final Listing listing;
    private final BlobSource source;

    Snapshot(RepoId repo, Revision revision, CachedRepo cached, Listing listing, BlobSource source) {
        this.repo = repo;
        this.revision = revision;
        this.cached = cached;
        this.listing = listing;
        this.source = source;
    }

    /** Where contents come from that the cache does not have. */
    interface BlobSource {
        RemoteFile locate(String commit, String name);

        /** Fetches a content to where the cache wants it, unless it is there. */
        void bring(RemoteFile file, Path blob) throws IOException;

        BlobLock lock(Path file) throws IOException;
    }

    SequencedSet<String> names() {
        return listing.names();
    }

    boolean isFromHub() {
        return listing.origin() instanceof Listing.FromHub;
    }

    Path folder() {
        return cached.snapshot(listing.commit());
    }

    /** Brings what is wanted and not there yet. */
    Path bring(WantedFiles wanted) {
        List<String> missing = wanted.missingFrom(names());
        if (!missing.isEmpty()) {
            throw lacks(missing);
        }
        for (String name : wanted.among(names())) {
            if (!cached.has(listing.commit(), name)) {
                bring(name);
            }
        }
        return folder();
    }

    /** To be called when all that was wanted is there, so that a revision never means a commit that is half there. */
    void finish() {
        if (isFromHub()) {
            try {
                Files.createDirectories(folder());
            } catch (IOException e) {
                throw CachedRepo.diskTrouble("'%s'".formatted(repo), e);
            }
            cached.writeRef(revision, listing.commit());
        }
    }

    private void bring(String name) {
        RemoteFile file = source.locate(listing.commit(), name);
        try (BlobLock _ = source.lock(cached.lock(file.etag()))) {
            source.bring(file, cached.blob(file.etag()));
            if (!cached.has(listing.commit(), name)) {
                cached.name(listing.commit(), name, file.etag());
            }
        } catch (IOException e) {
            throw CachedRepo.diskTrouble(file.question().toString(), e);
        }
    }

    /** The error for files that are not to be had, by who said so. */
    HubException lacks(Collection<String> missing) {
        return switch (listing.origin()) {
            case Listing.FromHub() ->
                new HubException(
                        Kind.NOT_FOUND,
                        "'%s' (revision %s) has no %s\nit has %s"
                                .formatted(repo, revision, quoted(missing), quoted(names())));
            case Listing.FromCacheOffline() ->
                new HubException(
                        Kind.OFFLINE,
                        "HF_HUB_OFFLINE is set, and '%s' has no %s of '%s' (revision %s)\nunset HF_HUB_OFFLINE and ask once more, or copy '%s' from a machine that has it"
                                .formatted(folder(), quoted(missing), repo, revision, cached.folder()));
            case Listing.FromCacheUnreachable(HubException why) ->
                new HubException(
                        why.kind(),
                        "%s\nthe cache, '%s', has no %s".formatted(why.getMessage(), folder(), quoted(missing)),
                        why);
        };
    }

    private static String quoted(Collection<String> names) {
        int shown = 20;
        String list = String.join(
                ", ",
                names.stream()
                        .limit(shown)
                        .map(name -> "'%s'".formatted(Printable.of(name)))
                        .toList());
        return names.isEmpty()
                ? "no files"
                : names.size() > shown ? list + " and %d more".formatted(names.size() - shown) : list;
    }
}
