package hookworks.grader.protocol;

/**
 * What the compiler said about one place.
 *
 * @param file path below {@code src/main/java}, or {@code -} where the compiler named none
 * @param line from 1, or 0 where unknown
 * @param column from 1, or 0 where unknown
 */
public record Diagnostic(String file, long line, long column, String message) {
    @Override
    public String toString() {
        return line == 0 ? message : "%s:%d:%d: %s".formatted(file, line, column, message);
    }
}
