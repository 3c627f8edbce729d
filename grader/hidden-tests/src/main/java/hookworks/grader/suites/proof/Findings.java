package hookworks.grader.suites.proof;

import hookworks.grader.suites.Margin;
import hookworks.grader.suites.SuiteListener;
import hookworks.grader.suites.WrongAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one suite found in one subject. */
final class Findings implements SuiteListener {
    private final List<String> passed = new ArrayList<>();
    private final Map<String, Throwable> problems = new LinkedHashMap<>();
    private final Map<String, Margin> borderline = new LinkedHashMap<>();

    @Override
    public void exerciseStarted(String exercise) {}

    @Override
    public void checkIsBorderline(String exercise, String check, Margin margin) {
        borderline.put(check, margin);
    }

    @Override
    public void checkFinished(String exercise, String check, Optional<Throwable> problem) {
        problem.ifPresentOrElse(found -> problems.put(check, found), () -> passed.add(check));
    }

    @Override
    public void exerciseFinished(String exercise) {}

    int checks() {
        return passed.size() + problems.size();
    }

    List<String> passed() {
        return passed;
    }

    boolean passedAll() {
        return problems.isEmpty();
    }

    /** Whether a check said what is wrong with an answer, rather than only what the subject threw. */
    boolean hasFeedback() {
        return problems.values().stream().anyMatch(WrongAnswer.class::isInstance);
    }

    /** The margins of checks that nearly got the other verdict, by check. */
    Map<String, Margin> borderline() {
        return borderline;
    }

    /** Whether a check rejects the subject and would do so by far. */
    boolean isRejectedByFar() {
        return problems.keySet().stream().anyMatch(check -> !borderline.containsKey(check));
    }

    /** The first problem, for people. */
    String firstProblem() {
        return problems.entrySet().stream()
                .findFirst()
                .map(problem -> "'%s': %s".formatted(problem.getKey(), problem.getValue()))
                .orElse("no problem");
    }
}
