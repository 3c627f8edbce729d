package hookworks.server.cli;

import hookworks.lens.spelling.Nearest;
import java.util.List;

/**
 * The names that someone may type, to be told apart from slips.
 *
 * @param kind what they name, such as {@code exercise}
 */
record KnownNames(String kind, List<String> names) {

    /** @throws IllegalArgumentException where one is not known, with the nearest that is */
    void require(List<String> typed) {
        typed.forEach(this::require);
    }

    private void require(String typed) {
        if (names.contains(typed)) {
            return;
        }
        String guess = Nearest.among(typed, names, 1).stream()
                .findFirst()
                .map(nearest -> "%nDid you mean: %s?".formatted(nearest))
                .orElse("");
        throw new IllegalArgumentException(
                "unknown %s '%s'%s%nThe %ss are: %s".formatted(kind, typed, guess, kind, String.join(", ", names)));
    }
}
