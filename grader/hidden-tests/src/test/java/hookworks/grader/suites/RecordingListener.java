package hookworks.grader.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what a launch reported. */
final class RecordingListener implements SuiteListener {
    record Finding(String exercise, String check, Optional<Throwable> problem) {}

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    @Override
    public void exerciseStarted(String exercise) {
        lines.add("started " + exercise);
    }

    @Override
    public void checkFinished(String exercise, String check, Optional<Throwable> problem) {
        findings.add(new Finding(exercise, check, problem));
        lines.add(check + problem.map(found -> ": " + found.getMessage()).orElse(": passed"));
    }

    @Override
    public void exerciseFinished(String exercise) {
        lines.add("finished " + exercise);
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> lines() {
        return lines;
    }

    List<Finding> problems() {
        return findings.stream()
                .filter(finding -> finding.problem().isPresent())
                .toList();
    }
}
