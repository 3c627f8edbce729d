package hookworks.grader.engine.session;

import hookworks.grader.protocol.Diagnostic;
import java.util.List;

/** What became of the sources in a worker. */
public sealed interface Loading {
    record Ready() implements Loading {}

    record NotCompiled(List<Diagnostic> diagnostics) implements Loading {
        public NotCompiled {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The compiler took too long, took too much, or took the worker with it. */
    record Stopped(NoResult why) implements Loading {}
}
