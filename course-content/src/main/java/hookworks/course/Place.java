package hookworks.course;

import java.util.regex.Pattern;

/** Where a page wants something that isn't its own text: a paragraph {@code [[kind: its-name]]}. */
public final class Place {
    private Place() {}

    /**
     * Finds the places for one kind of thing in a page's HTML; its only group is the name.
     *
     * @param kind in lower-case letters, such as {@code figure}
     */
    public static Pattern of(String kind) {
        return Pattern.compile("<p>\\[\\[%s: ([a-z0-9-]+)]]</p>".formatted(kind));
    }
}
