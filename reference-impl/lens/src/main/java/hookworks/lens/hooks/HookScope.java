package hookworks.lens.hooks;

/** Hooks that stay on a model until this is closed. */
public final class HookScope implements AutoCloseable {
    private final Runnable removal;
    private boolean closed;

    HookScope(Runnable removal) {
        this.removal = removal;
    }

    /** Takes off the hooks that this scope put on, and no others. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            removal.run();
        }
    }
}
