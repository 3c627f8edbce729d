package hookworks.lens.hub;

import java.util.SequencedSet;

/**
 * The files of a repository at one commit.
 *
 * @param names checked: each may become a path below a folder
 */
record Listing(String commit, SequencedSet<String> names, Origin origin) {
    /** Who says so: only the hub knows all files, the cache those that were fetched. */
    sealed interface Origin {}

    record FromHub() implements Origin {}

    record FromCacheOffline() implements Origin {}

    /** The hub was asked first. */
    record FromCacheUnreachable(HubException why) implements Origin {}
}
