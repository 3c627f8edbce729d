package hookworks.server.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the moving parts of a page show at one moment. Each part is whole, so showing it twice does no harm.
 *
 * @param parts HTML by the name of its place on the page
 * @param mark where this moment stands, for a browser that comes back; empty where it would say nothing
 * @param isFinal whether nothing will change any more
 */
public record Snapshot(Map<String, String> parts, String mark, boolean isFinal) {
    public Snapshot {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Before a page is known to show anything. */
    public static Snapshot nothing() {
        return new Snapshot(Map.of(), "", false);
    }
}
