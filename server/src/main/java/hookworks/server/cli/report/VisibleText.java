package hookworks.server.cli.report;

/**
 * Text of unknown origin made fit for a terminal and for XML 1.0: line ends and tabs stay, every other control
 * character shows as its picture (an escape is {@code ␛}), and what is no character at all as {@code U+FFFD}.
 */
public final class VisibleText {
    private static final int DELETE = 0x7F;
    private static final int PICTURE_OF_NUL = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int REPLACEMENT = 0xFFFD;

    private VisibleText() {}

    /** Shows each character, whatever it is. */
    public static String of(String text) {
        return text.replace("\r\n", "\n")
                .codePoints()
                .map(VisibleText::visible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int visible(int character) {
        if (character == '\n' || character == '\t') {
            return character;
        }
        if (character < ' ') {
            return PICTURE_OF_NUL + character;
        }
        if (character == DELETE) {
            return PICTURE_OF_DELETE;
        }
        return isUnprintable(character) ? REPLACEMENT : character;
    }

    private static boolean isUnprintable(int character) {
        boolean isNoCharacter = (character & 0xFFFE) == 0xFFFE;
        return isNoCharacter
                || switch (Character.getType(character)) {
                    case Character.CONTROL, Character.SURROGATE -> true;
                    // Marks that reorder what stands around them; joiners and the like are harmless.
                    case Character.FORMAT -> isDirectionMark(character);
                    default -> false;
                };
    }

    private static boolean isDirectionMark(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }
}
