package hookworks.grader.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Java sources of one submission, by path below {@code src/main/java}, such as {@code student/MyHooks.java}.
 * Immutable; whoever makes one from outside bytes has checked paths, sizes and encoding first.
 */
public record SourceTree(SortedMap<String, String> files) {
    public SourceTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public static SourceTree of(Map<String, String> files) {
        return new SourceTree(new TreeMap<>(files));
    }
}
