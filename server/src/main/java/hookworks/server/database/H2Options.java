package hookworks.server.database;

/** The options without which H2 would lose acknowledged commits, or the whole database. */
final class H2Options {
    /** A commit is written before it returns; H2's shutdown hook does not close the database under running work. */
    private static final String KEEPING = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    private H2Options() {}

    static String complete(String url) {
        if (!url.startsWith("jdbc:h2:")) {
            return url;
        }
        if (!url.startsWith("jdbc:h2:file:")) {
            throw new IllegalArgumentException(
                    "cannot use the database '%s': only a file keeps submissions; use jdbc:h2:file:PATH"
                            .formatted(url));
        }
        if (url.contains(";")) {
            throw new IllegalArgumentException(
                    "cannot use the database '%s': its H2 options are set by the server; leave out everything from ';'"
                            .formatted(url));
        }
        // The plain file is closed for everybody when one thread is interrupted inside it, as a stopping node's is.
        return url.replaceFirst("^jdbc:h2:file:", "jdbc:h2:async:") + KEEPING;
    }
}
