package hookworks.server.web;

import java.io.Serial;

/** The server could not begin to listen; the message says why and what to do. */
public final class ServerStartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
