package hookworks.grader.samplesuites;

import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import hookworks.grader.suites.WrongAnswer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ExerciseTest(value = "induction-score-hook", mutants = SampleSuite.class)
final class SampleSuite {
    @Test
    @Order(1)
    @DisplayName("has a subject")
    void hasASubject(Hooks subject) {
        if (subject.toString().isEmpty()) {
            throw new WrongAnswer("the subject says nothing");
        }
    }

    @Test
    @Order(2)
    @DisplayName("draws from the seed")
    void draws(Scenarios scenarios, Hooks subject) {
        long drawn = scenarios.random().nextLong();
        if (drawn != subject.hashCode()) {
            throw new WrongAnswer("drew " + drawn);
        }
    }
}
