package hookworks.lens.axes;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** What patterns were compiled to, for the ones used last. Thread-safe. */
final class PatternCache<T> {
    static final int CAPACITY = 256;

    private final Function<String, T> compiler;
    private final SequencedMap<String, T> compiled = new LinkedHashMap<>(16, 0.75f, true);

    PatternCache(Function<String, T> compiler) {
        this.compiler = compiler;
    }

    synchronized T get(String pattern) {
        T known = compiled.get(pattern);
        if (known != null) {
            return known;
        }
        T fresh = compiler.apply(pattern);
        if (compiled.size() == CAPACITY) {
            compiled.pollFirstEntry();
        }
        compiled.put(pattern, fresh);
        return fresh;
    }

    synchronized int size() {
        return compiled.size();
    }
}
