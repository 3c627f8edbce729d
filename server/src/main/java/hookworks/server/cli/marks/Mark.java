package hookworks.server.cli.marks;

import hookworks.grader.engine.report.ExerciseVerdict;
import hookworks.grader.engine.report.GradingReport;
import hookworks.grader.engine.report.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of one submission.
 *
 * @param submission its name
 * @param seed under which it was judged, or would have been
 * @param verdicts by exercise; empty where the submission could not be taken
 * @param note why something was not judged, in one line; empty where everything was
 */
public record Mark(String submission, long seed, Map<String, Verdict> verdicts, String note) {

    public static Mark judged(String submission, GradingReport report) {
        var verdicts = new LinkedHashMap<String, Verdict>();
        report.exercises().forEach(each -> verdicts.put(each.exercise(), each.verdict()));
        String why = report.exercises().stream()
                .filter(each -> each.verdict() == Verdict.NOT_JUDGED)
                .findFirst()
                .flatMap(ExerciseVerdict::feedback)
                .orElse("");
        return new Mark(submission, report.seed(), verdicts, inOneLine(why));
    }

    public static Mark notTaken(String submission, long seed, String why) {
        return new Mark(submission, seed, Map.of(), inOneLine(why));
    }

    /** Whether every exercise has a verdict that stands; if not, it is worth another try. */
    public boolean isJudged() {
        return !verdicts.isEmpty() && !verdicts.containsValue(Verdict.NOT_JUDGED);
    }

    /** Nothing where the submission could not be taken. */
    Optional<Verdict> verdictOn(String exercise) {
        return Optional.ofNullable(verdicts.get(exercise));
    }

    public String inWords() {
        if (!isJudged()) {
            return "could not be judged: " + note;
        }
        return "%d of %d passed".formatted(passed(), verdicts.size());
    }

    long passed() {
        return verdicts.values().stream()
                .filter(verdict -> verdict == Verdict.PASSED)
                .count();
    }

    private static String inOneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("; "));
    }
}
