package hookworks.grader.engine.report;

import java.util.Optional;

/**
 * What one hidden test method found.
 *
 * @param name its display name, a sentence of the exercise's specification
 * @param feedback for the student, in plain text; absent where it passed or was not attempted
 */
public record CheckResult(String name, Verdict outcome, Optional<String> feedback) {}
