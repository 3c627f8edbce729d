package hookworks.server.cli;

import hookworks.lens.spelling.Nearest;
import java.util.List;

/** Which exercises to judge: those that were named, else all; in course order. */
final class ExerciseChoice {
    private final List<String> course;

    ExerciseChoice(List<String> course) {
        this.course = course;
    }

    /** @throws IllegalArgumentException where one is not in the course, with the nearest that is */
    List<String> of(List<String> named) {
        named.forEach(this::requireKnown);
        return named.isEmpty()
                ? course
                : course.stream().filter(named::contains).toList();
    }

    private void requireKnown(String exercise) {
        if (course.contains(exercise)) {
            return;
        }
        String guess = Nearest.among(exercise, course, 1).stream()
                .findFirst()
                .map(nearest -> "%nDid you mean: %s?".formatted(nearest))
                .orElse("");
        throw new IllegalArgumentException(
                "unknown exercise '%s'%s%nThe exercises are: %s".formatted(exercise, guess, String.join(", ", course)));
    }
}
