package hookworks.lens.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what a mistyped name probably meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean 'x'?"}, or nothing where no name is near. */
    public static String hint(String typed, Collection<String> names) {
        return among(typed, names, 1).stream()
                .map("; did you mean '%s'?"::formatted)
                .findFirst()
                .orElse("");
    }

    /** The near names, nearest first, at most so many; empty where none is near. */
    public static List<String> among(String typed, Collection<String> names, int atMost) {
        int furthest = Math.max(2, typed.length() / 2);
        return names.stream()
                .filter(name -> distance(typed, name) <= furthest)
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .limit(atMost)
                .toList();
    }

    /** Levenshtein's. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
