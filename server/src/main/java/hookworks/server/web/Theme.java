package hookworks.server.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reader chose for light and dark; without a choice their system decides. */
enum Theme {
    SYSTEM("As my system"),
    LIGHT("Light"),
    DARK("Dark");

    private final String inWords;

    Theme(String inWords) {
        this.inWords = inWords;
    }

    String inWords() {
        return inWords;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Theme> withKey(@Nullable String key) {
        return Arrays.stream(values()).filter(theme -> theme.key().equals(key)).findFirst();
    }
}
