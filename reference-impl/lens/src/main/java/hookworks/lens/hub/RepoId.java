package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.util.regex.Pattern;

/** A repository's name on the hub, {@code org/name}: nothing else gets into an address or a path. */
record RepoId(String org, String name) {
    private static final int MAX_LENGTH = 96;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?");

    static RepoId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.length() > MAX_LENGTH || text.contains("..") || text.contains("--")) {
            throw refused(text);
        }
        var id = new RepoId(text.substring(0, slash), text.substring(slash + 1));
        if (!PART.matcher(id.org).matches() || !PART.matcher(id.name).matches()) {
            throw refused(text);
        }
        return id;
    }

    private static HubException refused(String text) {
        return new HubException(Kind.BAD_NAME, """
                '%s' cannot be a repository of the hub
                it must be 'organisation/name' of letters, digits, '.', '_' and '-', at most %d characters, \
                such as 'openai-community/gpt2'""".formatted(Printable.of(text), MAX_LENGTH));
    }

    /** The name of its folder in the cache. */
    String folder() {
        return "models--%s--%s".formatted(org, name);
    }

    @Override
    public String toString() {
        return org + "/" + name;
    }
}
