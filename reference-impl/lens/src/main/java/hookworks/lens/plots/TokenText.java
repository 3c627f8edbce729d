package hookworks.lens.plots;

/** Tokens as a reader should see them: whitespace and control characters get a visible mark. */
final class TokenText {
    private static final String ELLIPSIS = "…";

    private TokenText() {}

    static String visible(String token) {
        var shown = new StringBuilder(token.length());
        token.codePoints().forEach(point -> append(shown, point));
        return shown.isEmpty() ? "∅" : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (point == ' ') {
            shown.append('·');
        } else if (point == '\n') {
            shown.append('↵');
        } else if (point == '\t') {
            shown.append('⇥');
        } else if (point < 0x20) {
            shown.appendCodePoint(0x2400 + point);
        } else if (isUnseen(point)) {
            shown.append("‹%x›".formatted(point));
        } else {
            shown.appendCodePoint(point);
        }
    }

    /** Also what would turn the text around it right to left, and halves of pairs. */
    private static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** At most so many characters, the last of them an ellipsis where something was cut. */
    static String clipped(String text, int characters) {
        if (text.codePointCount(0, text.length()) <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters - 1)) + ELLIPSIS;
    }
}
