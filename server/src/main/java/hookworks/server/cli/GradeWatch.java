package hookworks.server.cli;

import hookworks.grader.protocol.SourceTree;
import hookworks.server.submissions.IntakeRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges a project, and again whenever its sources are others than before. */
record GradeWatch(Path folder, PrintWriter out) {

    /**
     * Returns when its thread is interrupted; Ctrl-C ends the process instead.
     *
     * @throws CannotRun where the folder holds no submission to begin with
     */
    void follow(Consumer<SourceTree> judge) {
        var project = new SubmissionFolder(folder);
        try (var watch = SourceWatch.of(folder)) {
            SourceTree first = project.sources(IntakeRules.standard());
            judge.accept(first);
            Optional<SourceTree> last = Optional.of(first);
            say("waiting for a change below %s/src/main/java; Ctrl-C ends".formatted(folder));
            while (true) {
                watch.awaitChange();
                last = judgeOthers(project, last, judge);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be taken now may be in the middle of being written: it is told, and ends nothing. */
    private Optional<SourceTree> judgeOthers(
            SubmissionFolder project, Optional<SourceTree> last, Consumer<SourceTree> judge) {
        SourceTree now;
        try {
            now = project.sources(IntakeRules.standard());
        } catch (CannotRun refused) {
            say(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
        if (!last.equals(Optional.of(now))) {
            judge.accept(now);
        }
        return Optional.of(now);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
