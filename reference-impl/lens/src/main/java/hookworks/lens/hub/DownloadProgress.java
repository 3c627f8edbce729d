package hookworks.lens.hub;

import java.util.OptionalLong;

/**
 * Told how downloads go, on the thread that asked for them. What it throws ends the download, which the next one
 * resumes.
 */
@FunctionalInterface
public interface DownloadProgress {
    /** Tells nobody. */
    DownloadProgress SILENT = (file, bytes, total) -> {};

    /**
     * Called when a download starts, after each piece, and at its end.
     *
     * @param file the file's name in its repository
     * @param bytes those of the file that are here; can shrink where a download starts over
     * @param total those of the whole file, where the hub said so
     */
    void advanced(String file, long bytes, OptionalLong total);

    /** The hub cannot be reached, so the files that an earlier call left in the cache are used. */
    default void usesCache(String repo, HubException unreachable) {}
}
