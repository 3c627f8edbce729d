package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Brings files of model repositories into the local cache. What is there is not fetched again, what was cut is
 * resumed, and each file's checksum is that which the hub announced. Thread-safe; two processes that want the same
 * file take turns. Closing it breaks off what still runs.
 */
public final class ModelHub implements AutoCloseable {
    private final HubSettings settings;
    private final Pauses pauses;
    private final DownloadProgress progress;
    private final HubConnection hub;

    /**
     * A hub that waits between attempts as {@code pauses} does, and tells {@code progress} of every file. Asks
     * nothing yet.
     */
    public ModelHub(HubSettings settings, Pauses pauses, DownloadProgress progress) {
        this.settings = settings;
        this.pauses = pauses;
        this.progress = progress;
        this.hub = HubConnection.open(settings, pauses);
    }

    /** A hub that waits by the machine's clock. */
    public static ModelHub open(HubSettings settings, DownloadProgress progress) {
        return new ModelHub(settings, Pauses.real(), progress);
    }

    /**
     * Brings the wanted files of one commit.
     *
     * @param repo {@code org/name}
     * @param revision a branch, a tag or a commit
     * @return the folder that has them under their names in the repository, and perhaps others of earlier calls
     * @throws HubException where they cannot be had; files that are complete stay in the cache
     */
    public Path snapshot(String repo, String revision, WantedFiles wanted) {
        Snapshot snapshot = open(RepoId.parse(repo), Revision.parse(revision));
        Path folder = snapshot.bring(wanted);
        snapshot.finish();
        return folder;
    }

    /**
     * Brings what a model is loaded from: {@code config.json}, the weights as one safetensors file, as an index with its
     * shards, or as the last state dict of a training with TransformerLens, and the tokenizer's files that there are.
     *
     * @return the folder that has them
     * @throws HubException also where the repository has weights in other formats only
     */
    public Path modelSnapshot(String repo, String revision) {
        RepoId id = RepoId.parse(repo);
        Snapshot snapshot = open(id, Revision.parse(revision));
        Path folder = ModelFiles.bring(snapshot, id);
        snapshot.finish();
        return folder;
    }

    /** The names of a repository's files; without the hub, of those in the cache. */
    public SequencedSet<String> files(String repo, String revision) {
        return open(RepoId.parse(repo), Revision.parse(revision)).names();
    }

    private Snapshot open(RepoId repo, Revision revision) {
        var cached = new CachedRepo(settings.cache(), repo, Files::createSymbolicLink);
        var remote = new RemoteRepo(settings, hub, repo);
        Listing listing = settings.offline() ? offline(cached, repo, revision) : online(cached, remote, repo, revision);
        return new Snapshot(repo, revision, cached, listing, new HubBlobs(remote));
    }

    private static Listing offline(CachedRepo cached, RepoId repo, Revision revision) {
        return cached.listing(revision, new Listing.FromCacheOffline())
                .orElseThrow(() -> new HubException(
                        Kind.OFFLINE,
                        "HF_HUB_OFFLINE is set, and the cache has nothing of '%s' (revision %s) in '%s'\nunset HF_HUB_OFFLINE and ask once more, or copy that folder from a machine that has it"
                                .formatted(repo, revision, cached.folder())));
    }

    private Listing online(CachedRepo cached, RemoteRepo remote, RepoId repo, Revision revision) {
        try {
            return remote.listing(revision);
        } catch (HubException e) {
            Optional<Listing> earlier =
                    isOutage(e) ? cached.listing(revision, new Listing.FromCacheUnreachable(e)) : Optional.empty();
            if (earlier.isEmpty()) {
                throw e;
            }
            progress.usesCache(repo.toString(), e);
            return earlier.get();
        }
    }

    private static boolean isOutage(HubException e) {
        return e.kind() == Kind.UNREACHABLE || e.kind() == Kind.TIMED_OUT || e.kind() == Kind.SERVER;
    }

    @Override
    public void close() {
        hub.http().close();
    }

    private final class HubBlobs implements Snapshot.BlobSource {
        private final RemoteRepo remote;

        HubBlobs(RemoteRepo remote) {
            this.remote = remote;
        }

        @Override
        public RemoteFile locate(String commit, String name) {
            return remote.locate(commit, name);
        }

        @Override
        public void bring(RemoteFile file, Path blob) throws IOException {
            boolean whole = Files.isRegularFile(blob) && file.size().orElse(Files.size(blob)) == Files.size(blob);
            if (!whole) {
                Files.createDirectories(blob.getParent());
                new Downloader(hub, settings.limits().maxFileBytes(), progress).fetch(file, new IncompleteBlob(blob));
            }
        }

        @Override
        public BlobLock lock(Path file) throws IOException {
            return BlobLock.acquire(file, settings.limits().lock(), pauses);
        }
    }
}
