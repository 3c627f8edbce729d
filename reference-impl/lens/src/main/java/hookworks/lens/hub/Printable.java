package hookworks.lens.hub;

/** What others wrote, made fit to be quoted in a message: short, and without control characters. */
final class Printable {
    private static final int MAX_LENGTH = 200;

    private Printable() {}

    static String of(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
        return plain.length() <= MAX_LENGTH ? plain : plain.substring(0, MAX_LENGTH) + "...";
    }
}
