package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.util.regex.Pattern;

/** A branch, tag or commit of a repository, such as {@code main} or {@code refs/pr/1}. */
record Revision(String text) {
    private static final int MAX_LENGTH = 200;
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*)(?:/[A-Za-z0-9_](?:[A-Za-z0-9._-]*))*");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    static Revision parse(String text) {
        if (text.length() > MAX_LENGTH
                || text.contains("..")
                || !SHAPE.matcher(text).matches()) {
            throw new HubException(Kind.BAD_NAME, """
                    '%s' cannot be a revision of a repository
                    name a branch, a tag or a commit, such as 'main'""".formatted(Printable.of(text)));
        }
        return new Revision(text);
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    boolean isCommit() {
        return isCommit(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
