package hookworks.grader.engine;

import hookworks.grader.engine.report.CheckResult;
import hookworks.grader.engine.report.Verdict;
import java.util.List;

/** How the outcomes of an exercise's checks make its verdict. */
final class Verdicts {
    /** The first of these that any check has is the verdict; a fault of ours outweighs all that it may have caused. */
    private static final List<Verdict> BY_WEIGHT =
            List.of(Verdict.NOT_JUDGED, Verdict.LIMIT_EXCEEDED, Verdict.ERRORED, Verdict.FAILED, Verdict.NOT_ATTEMPTED);

    private Verdicts() {}

    static Verdict together(List<CheckResult> checks) {
        if (checks.isEmpty()) {
            return Verdict.NOT_JUDGED;
        }
        return BY_WEIGHT.stream()
                .filter(verdict -> checks.stream().anyMatch(check -> check.outcome() == verdict))
                .findFirst()
                .orElse(Verdict.PASSED);
    }
}
