package hookworks.lens.hub;

import java.nio.channels.UnresolvedAddressException;

/** The deepest cause of a broken connection, in words: the wrappers around it say nothing. */
final class Causes {
    private static final int DEEPEST = 10;

    private Causes() {}

    static String inWords(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvedAddressException) {
            return "no such host is known";
        }
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null ? type : "%s (%s)".formatted(Printable.of(message), type);
    }
}
