package hookworks.lens.hub;

import org.jspecify.annotations.Nullable;

/** Model files that could not be brought: says what was asked, what came back, why, and what to do. */
public final class HubException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What stood in the way. */
    public enum Kind {
        /** A setting, such as an environment variable, cannot be used. */
        SETTINGS,
        /** The name of a model, repository or revision cannot be one. */
        BAD_NAME,
        /** The hub wants a token, or another one. */
        NOT_ALLOWED,
        /** The hub has no such repository, revision or file. */
        NOT_FOUND,
        /** The repository has weights, but in no format that is read here. */
        NO_SAFETENSORS,
        /** The hub must not be asked, and the cache does not hold the files. */
        OFFLINE,
        /** No connection, or one that broke off too often. */
        UNREACHABLE,
        /** Something was waited for in vain. */
        TIMED_OUT,
        /** The hub answered, but with nothing that helps. */
        SERVER,
        /** The hub's answer names paths or numbers that must not be used. */
        UNTRUSTED,
        /** The bytes that came are not those that were announced. */
        DAMAGED,
        /** The file is larger than the limit. */
        TOO_LARGE,
        /** The cache cannot be read or written. */
        DISK,
        /** The thread was interrupted; its interrupt status is set. */
        INTERRUPTED
    }

    private final Kind kind;

    HubException(Kind kind, String message) {
        this(kind, message, null);
    }

    HubException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What stood in the way, for a caller that goes on by it. */
    public Kind kind() {
        return kind;
    }

    /** To be called where the wait ends early: keeps the thread's interrupt status. */
    static HubException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new HubException(
                Kind.INTERRUPTED,
                "interrupted while waiting for %s\nask again; what is complete is kept".formatted(what),
                cause);
    }
}
