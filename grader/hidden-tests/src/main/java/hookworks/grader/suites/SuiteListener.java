package hookworks.grader.suites;

import java.util.Optional;

/** Follows the suites as they run; called on the thread that launched them, in order. */
public interface SuiteListener {
    void exerciseStarted(String exercise);

    /**
     * One check ended.
     *
     * @param check its display name
     * @param problem absent where it passed; {@link WrongAnswer} where the subject's answer was judged wrong; what the
     *     subject threw; or else a fault of ours
     */
    void checkFinished(String exercise, String check, Optional<Throwable> problem);

    void exerciseFinished(String exercise);
}
