package hookworks.grader.protocol;

import java.io.IOException;
import java.io.Serial;

/** What the other side said is not a frame of this protocol; says which bound or rule was broken. */
public final class ProtocolException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
