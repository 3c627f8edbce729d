package hookworks.grader.protocol;

/** A stack frame inside the submission. */
public record SourceFrame(String method, String file, int line) {
    @Override
    public String toString() {
        return "%s (%s:%d)".formatted(method, file, line);
    }
}
