package hookworks.grader.protocol;

import java.io.Serial;

/** A value that is not what the interface of its exercise promises, such as null or an element type that can't cross. */
public final class ContractException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String expected;
    private final String actual;

    public ContractException(String expected, String actual) {
        super("expected %s, got %s".formatted(expected, actual));
        this.expected = expected;
        this.actual = actual;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
