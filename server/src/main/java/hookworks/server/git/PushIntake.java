package hookworks.server.git;

import hookworks.grader.protocol.SourceTree;
import hookworks.server.grading.GradingRun;
import hookworks.server.grading.GradingRuns;
import hookworks.server.students.Student;
import hookworks.server.submissions.IntakeRules;
import hookworks.server.submissions.Submission;
import hookworks.server.submissions.SubmissionRefused;
import hookworks.server.submissions.Submissions;
import hookworks.server.submissions.Via;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes submissions of commits, and mends what a crash may leave between the two.
 *
 * <p>A submission is stored first, then the branch moves. So after a crash the branch may lag behind: it is moved to
 * the last commit that was submitted. A branch that is ahead means that the database lost what it had acknowledged
 * (an older copy was restored): its commit is submitted again.
 */
final class PushIntake {
    private static final Logger LOG = LoggerFactory.getLogger(PushIntake.class);

    private final Submissions submissions;
    private final GradingRuns runs;
    private final IntakeRules rules;

    PushIntake(Submissions submissions, GradingRuns runs, IntakeRules rules) {
        this.submissions = submissions;
        this.runs = runs;
        this.rules = rules;
    }

    /** Submits a commit; on disk when this returns. */
    Submission take(Student student, Repository repository, ObjectId commit) throws IOException {
        SourceTree sources = PushedTree.read(repository, commit, rules);
        return submissions.accept(student.id(), sources, new Via.GitPush(commit.name()));
    }

    GradingRun runOf(Submission submission) {
        return runs.latestOf(submission.id());
    }

    OptionalInt placeOf(GradingRun run) {
        return runs.placeInQueue(run.id());
    }

    /** Makes branch and submissions agree; the caller holds the repository's lock. */
    void heal(Student student, Repository repository) throws IOException {
        ObjectId main = StudentRepositories.targetOf(repository, StudentRepositories.MAIN);
        ObjectId template = StudentRepositories.targetOf(repository, StudentRepositories.TEMPLATE);
        boolean known = main.equals(template)
                || submissions.ofCommit(student.id(), main.name()).isPresent();
        if (known) {
            catchUp(student, repository, main);
        } else {
            submitAgain(student, repository, main);
        }
    }

    private void catchUp(Student student, Repository repository, ObjectId main) throws IOException {
        Optional<ObjectId> latest = submissions.latestCommitOf(student.id()).map(ObjectId::fromString);
        if (latest.isPresent()
                && !latest.get().equals(main)
                && repository.getObjectDatabase().has(latest.get())) {
            LOG.warn(
                    "main of {} lagged behind the last submission; it is moved to {}",
                    student.handle(),
                    latest.get().name());
            StudentRepositories.point(repository, StudentRepositories.MAIN, latest.get());
        }
    }

    private void submitAgain(Student student, Repository repository, ObjectId main) throws IOException {
        try {
            Submission submission = take(student, repository, main);
            LOG.warn(
                    "main of {} had no submission; {} is now submission {}",
                    student.handle(),
                    main.name(),
                    submission.id().value());
        } catch (SubmissionRefused refused) {
            LOG.warn(
                    "main of {} has no submission, and {} cannot be one: {}",
                    student.handle(),
                    main.name(),
                    refused.getMessage());
        }
    }
}
