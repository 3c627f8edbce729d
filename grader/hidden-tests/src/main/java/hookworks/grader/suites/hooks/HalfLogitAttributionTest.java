package hookworks.grader.suites.hooks;

import hookworks.exercises.HalfAttribution;
import hookworks.exercises.Hooks;
import hookworks.grader.suites.ExerciseTest;
import hookworks.grader.suites.Scenarios;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The suite of {@code half-logit-attribution}: texts that do not repeat, so that it shows which half was used. */
@ExerciseTest(value = "half-logit-attribution", mutants = HalfLogitAttributionMutants.class)
public final class HalfLogitAttributionTest {
    @Test
    @Order(1)
    @DisplayName("attributes positions 0 to S in the first half, and S to 2 S in the second: S rows each")
    void bothHalves(Hooks student, Scenarios scenarios) {
        judge(student, PlantedHalves.drawn(scenarios, scenarios.between(5, 8), 2, 4));
    }

    @Test
    @Order(2)
    @DisplayName("cuts where S says, for odd and even S")
    void oddAndEven(Hooks student, Scenarios scenarios) {
        int block = scenarios.between(4, 9);
        judge(student, PlantedHalves.drawn(scenarios, block, 2, 3));
        judge(student, PlantedHalves.drawn(scenarios, block + 1, 2, 3));
    }

    @Test
    @Order(3)
    @DisplayName("takes in the heads of all layers that the cache knows")
    void layers(Hooks student, Scenarios scenarios) {
        judge(student, PlantedHalves.drawn(scenarios, 4, 3, 2));
        judge(student, PlantedHalves.drawn(scenarios, 5, 1, 4));
    }

    @Test
    @Order(4)
    @DisplayName("works for a block of one token or two, where each half has as many rows")
    void shortBlocks(Hooks student, Scenarios scenarios) {
        judge(student, PlantedHalves.drawn(scenarios, 1, 2, 3));
        judge(student, PlantedHalves.drawn(scenarios, 2, 2, 1));
    }

    @Test
    @Order(5)
    @DisplayName("answers alike when asked again, with other questions in between")
    void askedAgain(Hooks student, Scenarios scenarios) {
        var asked = PlantedHalves.drawn(scenarios, 6, 2, 4);

        judge(student, asked);
        judge(student, PlantedHalves.drawn(scenarios, 3, 3, 3));
        judge(student, asked);
    }

    private static void judge(Hooks student, PlantedHalves asked) {
        @Nullable HalfAttribution answer = student.halfLogitAttribution(asked.cache(), asked.wU(), asked.tokens());
        asked.judge(answer);
    }
}
