package hookworks.server.grading;

import hookworks.grader.engine.GradingRequest;
import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import hookworks.server.students.StudentId;
import hookworks.server.submissions.SubmissionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node's hold on a run: what it writes counts only while no other attempt has begun.
 *
 * @param number 1 for the run's first attempt
 * @param notJudged how many earlier attempts ended without a verdict through a fault of ours
 */
record Attempt(RunId run, StudentId student, SubmissionId submission, int number, int notJudged) {
    private static final int TRIES = 3;
    /** A submission that ends its node each time must not do so for ever. */
    private static final int NODES = 10;

    private static final String OUR_FAULT =
            "the grader broke off before it could judge this; that is our fault, not yours, and it counts neither way";

    boolean mayBeTriedAgain() {
        return notJudged + 1 < TRIES;
    }

    boolean hasLostTooManyNodes() {
        return number > NODES;
    }

    /** What is reported where judging itself broke. */
    static GradingReport notJudged(GradingRequest request) {
        List<ExerciseVerdict> verdicts = request.exercises().stream()
                .map(exercise -> new ExerciseVerdict(exercise, Verdict.NOT_JUDGED, List.of(), Optional.of(OUR_FAULT)))
                .toList();
        return new GradingReport(request.seed(), verdicts, Map.of());
    }
}
