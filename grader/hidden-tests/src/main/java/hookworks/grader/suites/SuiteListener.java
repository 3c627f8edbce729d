package hookworks.grader.suites;

import java.util.Optional;

/** Follows the suites as they run; called on the thread that launched them, in order. */
public interface SuiteListener {
    void exerciseStarted(String exercise);

    /**
     * The check that ends next got its verdict by a comparison that nearly went the other way.
     *
     * @param margin of the comparison that decided
     */
    default void checkIsBorderline(String exercise, String check, Margin margin) {}

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
