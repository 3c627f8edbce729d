package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that another attempt may mend; becomes a {@link HubException} when the attempts are used up. */
final class TransientFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String remedy;
    private final @Nullable Duration retryAfter;

    /**
     * @param message what was asked and what came back
     * @param remedy what to do when it stays so
     */
    TransientFailure(Kind kind, String message, String remedy, @Nullable Throwable cause) {
        this(kind, message, remedy, null, cause);
    }

    private TransientFailure(
            Kind kind, String message, String remedy, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.remedy = remedy;
        this.retryAfter = retryAfter;
    }

    /** A server's own wish for when to come back. */
    TransientFailure notBefore(Optional<Duration> wish) {
        return new TransientFailure(kind, String.valueOf(getMessage()), remedy, wish.orElse(null), getCause());
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    HubException afterAttempts(int attempts) {
        String tried = attempts == 1 ? "tried once" : "tried %d times".formatted(attempts);
        return new HubException(kind, "%s\n%s; %s".formatted(getMessage(), tried, remedy), this);
    }
}
