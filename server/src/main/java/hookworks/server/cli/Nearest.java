package hookworks.server.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant to type. */
final class Nearest {
    private Nearest() {}

    /** The candidate that takes the fewest typing mistakes to become {@code typed}, unless it takes too many. */
    static Optional<String> to(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> mistakes(typed, candidate)))
                .filter(best -> mistakes(typed, best) <= Math.max(best.length(), typed.length()) / 2);
    }

    /** Letters to insert, drop or change (Levenshtein's distance). */
    private static int mistakes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int changed = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
