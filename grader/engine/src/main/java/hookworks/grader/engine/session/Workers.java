package hookworks.grader.engine.session;

import hookworks.grader.engine.sandbox.ConfinedProcess;
import hookworks.grader.engine.sandbox.Protection;
import hookworks.grader.engine.sandbox.Sandbox;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.protocol.Bounds;
import hookworks.grader.protocol.Frame;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;

/** Starts workers and waits until they are warm. Thread-safe. */
public final class Workers implements WorkerSource {
    private final Sandbox sandbox;
    private final WorkerImage image;
    private final WorkerLimits limits;
    private final Set<Protection> standing;

    public Workers(Sandbox sandbox, WorkerImage image, WorkerLimits limits) {
        this.sandbox = sandbox;
        this.image = image;
        this.limits = limits;
        this.standing = sandbox.protections();
    }

    @Override
    public SubmissionSession start() throws WorkerUnavailable {
        WorkerConnection connection = connect();
        Heard first = connection.listen(limits.startTime());
        if (first instanceof Heard.Said(Frame.Ready ready) && ready.version() == Bounds.VERSION) {
            connection.hearDeniedCalls();
            return new SubmissionSession(connection, limits);
        }
        OptionalInt status = connection.exitStatus();
        connection.close();
        throw new WorkerUnavailable("a worker did not become ready within %s: %s, %s, it wrote: %s"
                .formatted(
                        limits.startTime(),
                        first,
                        status,
                        connection.errorText().strip()));
    }

    /** None of these wait for anybody. */
    @Override
    public Readiness readiness() {
        return new Readiness(standing, 0);
    }

    private WorkerConnection connect() throws WorkerUnavailable {
        try {
            ConfinedProcess process = sandbox.start(image, limits);
            return new WorkerConnection(process, limits.outputBytes());
        } catch (IOException e) {
            throw new WorkerUnavailable("a worker's process can't be started: " + e.getMessage(), e);
        }
    }
}
