package hookworks.grader.protocol;

import java.util.List;

/** Everything that can cross the pipe. A new case breaks every switch on purpose. */
public sealed interface Frame {
    /** What the engine may say. */
    sealed interface Request extends Frame {
        /** Which exchange this begins; the reply carries it back. */
        long id();
    }

    /** What a worker may say. All of it counts as forged. */
    sealed interface Reply extends Frame {}

    /** Hands over the one submission that this worker will ever run. */
    record Load(long id, SourceTree sources) implements Request {}

    /**
     * Calls one exercise.
     *
     * @param exercise the slug, which names section, interface and method
     */
    record Call(long id, String exercise, List<WireValue> arguments) implements Request {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** The worker is warm and waits for its submission. */
    record Ready(int version) implements Reply {}

    record Loaded(long id) implements Reply {}

    record NotCompiled(long id, List<Diagnostic> diagnostics) implements Reply {
        public NotCompiled {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    record Returned(long id, WireValue result) implements Reply {}

    record Failed(long id, Failure failure) implements Reply {}
}
