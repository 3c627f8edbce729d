package hookworks.lens.train;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Cuts text into the pieces that no token crosses, as GPT-2 does: English contractions, and runs of letters, of
 * digits or of other signs, each with at most one space before it; what blank is left stays together.
 */
final class PreTokens {
    private static final Pattern PIECE = Pattern.compile(
            "'(?:[stmd]|re|ve|ll)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private PreTokens() {}

    static void each(CharSequence text, Consumer<String> piece) {
        var matcher = PIECE.matcher(text);
        while (matcher.find()) {
            piece.accept(matcher.group());
        }
    }
}
