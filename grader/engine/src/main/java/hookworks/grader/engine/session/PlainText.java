package hookworks.grader.engine.session;

/** Makes text from a worker fit to be shown: data in, words out. */
public final class PlainText {
    private static final int LONGEST = 4_000;

    private PlainText() {}

    /** Without control characters, which could repaint a terminal, without halves of characters, and not longer than a screen or two. */
    public static String of(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
        return shown.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\n]]", "?");
    }
}
