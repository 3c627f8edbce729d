package hookworks.lens.weights;

/** Text of a file in a message: short, and without what could draw on a terminal. */
public final class Quoted {
    private static final int MAX_CHARS = 120;

    private Quoted() {}

    /** The text in single quotes. */
    public static String of(String text) {
        String brief = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
        var quoted = new StringBuilder("'");
        brief.chars().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('\'').toString();
    }
}
