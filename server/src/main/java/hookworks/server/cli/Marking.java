package hookworks.server.cli;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.Judge;
import hookworks.server.cli.marks.Mark;
import hookworks.server.submissions.IntakeRules;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges many submissions. One that is broken, or that breaks the grader, gets a mark that says so; the others go on.
 *
 * @param seeds asked once for each submission, from any thread
 * @param jobs how many are judged at once
 */
record Marking(Judge judge, List<String> exercises, LongSupplier seeds, int jobs) {
    private static final Logger LOG = LoggerFactory.getLogger(Marking.class);

    /**
     * Returns when all have their mark.
     *
     * @param told of each mark as soon as it is known, on the calling thread; if it throws, the rest is given up
     */
    void mark(List<Path> submissions, Consumer<Mark> told) {
        try (var threads = Executors.newFixedThreadPool(jobs)) {
            var marks = new ExecutorCompletionService<Mark>(threads);
            List<Future<Mark>> awaited = submissions.stream()
                    .map(submission -> marks.submit(() -> mark(submission)))
                    .toList();
            try {
                for (int known = 0; known < awaited.size(); known++) {
                    told.accept(marks.take().get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotRun("interrupted; the same command goes on where this one was", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a submission could not even be marked as not judged", e);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private Mark mark(Path submission) {
        String name = SubmissionsFolder.nameOf(submission);
        long seed = seeds.getAsLong();
        try {
            var sources = new SubmissionFolder(submission).sources(IntakeRules.standard());
            return Mark.judged(name, judge.judge(new GradingRequest(sources, exercises, seed), event -> {}));
        } catch (CannotRun refused) {
            return Mark.notTaken(name, seed, String.valueOf(refused.getMessage()));
        } catch (RuntimeException fault) {
            LOG.error("the submission {} broke the grader", name, fault);
            return Mark.notTaken(name, seed, "the grader failed, which is a fault of ours: " + fault);
        }
    }
}
