package hookworks.lens.plots;

import java.util.ArrayList;
import java.util.List;

/** Refuses what cannot be drawn, and says which. */
final class Checks {
    private Checks() {}

    static void text(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("%s must not be blank".formatted(name));
        }
    }

    static void notEmpty(String name, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("%s must not be empty".formatted(name));
        }
    }

    static void sameCount(String name, int found, String other, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException("%s has %d entries, but there are %d %s: give one for each"
                    .formatted(name, found, expected, other));
        }
    }

    static void finite(String name, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("%s is %s: only finite numbers can be drawn".formatted(name, value));
        }
    }

    static List<Float> finite(String name, List<Float> values) {
        notEmpty(name, values);
        for (int i = 0; i < values.size(); i++) {
            finite("%s[%d]".formatted(name, i), values.get(i));
        }
        return List.copyOf(values);
    }

    static List<Float> list(float[] values) {
        var list = new ArrayList<Float>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
