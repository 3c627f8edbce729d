package hookworks.server.cli.doctor;

import hookworks.grader.engine.sandbox.BubblewrapSandbox;
import hookworks.grader.engine.sandbox.Protection;
import hookworks.grader.engine.sandbox.WorkerImage;
import hookworks.grader.engine.sandbox.WorkerLimits;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.engine.session.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts a real worker behind its real walls, and says which walls stand on this machine. */
final class SandboxExamination {
    private static final String PART = "sandbox";

    private SandboxExamination() {}

    static Finding examine() {
        Optional<BubblewrapSandbox> sandbox = BubblewrapSandbox.find();
        if (sandbox.isEmpty()) {
            var lines = new ArrayList<>(BubblewrapSandbox.missing());
            lines.add("the server does not start without it; your own code is graded without walls");
            return new Finding(PART, Finding.State.MISSING, lines);
        }
        return startWorker(sandbox.get());
    }

    private static Finding startWorker(BubblewrapSandbox sandbox) {
        long start = System.nanoTime();
        try (var _ = startIn(sandbox)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Finding(PART, Finding.State.OK, describe(sandbox, seconds));
        } catch (IOException e) {
            return Finding.missing(PART, "a worker does not start in it: " + e.getMessage());
        }
    }

    private static SubmissionSession startIn(BubblewrapSandbox sandbox) throws IOException {
        return new Workers(sandbox, WorkerImage.ofThisInstallation("cpu"), WorkerLimits.standard()).start();
    }

    private static List<String> describe(BubblewrapSandbox sandbox, double seconds) {
        var lines = new ArrayList<String>();
        lines.add("%s; a worker was ready in it after %.1f s"
                .formatted(Program.named("bwrap").version().orElse("bubblewrap"), seconds));
        Set<Protection> standing = sandbox.protections();
        for (Protection each : Protection.values()) {
            String line = "%s: %s".formatted(each.slug(), each.inWords());
            lines.add(standing.contains(each) ? "- " + line : "- ABSENT %s; %s".formatted(line, each.remedy()));
        }
        return lines;
    }
}
