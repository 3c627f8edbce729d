package hookworks.grader.engine;

import hookworks.grader.engine.sandbox.AotCaches;
import hookworks.grader.engine.sandbox.BubblewrapSandbox;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.Workers;
import hookworks.grader.protocol.SourceTree;
import hookworks.grader.suites.SuiteLauncher;
import hookworks.grader.suites.Suites;
import hookworks.solutions.ReferenceSubmission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** The real judge of this build, as every test here uses it. */
final class TestJudge {
    private TestJudge() {}

    static Judge sandboxed() {
        return new SandboxedJudge(workers(), new SuiteLauncher(Suites.ofCourse()));
    }

    static Workers workers() {
        return workers(WorkerLimits.standard().withCallTime(Duration.ofSeconds(6)));
    }

    static Workers workers(WorkerLimits limits) {
        var sandbox = BubblewrapSandbox.find()
                .orElseThrow(() -> new IllegalStateException("no sandbox: " + BubblewrapSandbox.missing()));
        try {
            WorkerImage image = WorkerImage.ofThisInstallation("cpu");
            return new Workers(sandbox, new AotCaches(sandbox, limits, image.natives()).prepare(image), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GradingRequest reference(List<String> exercises) {
        return new GradingRequest(SourceTree.of(ReferenceSubmission.sources()), exercises, 11);
    }
}
