package hookworks.server.cli;

import java.util.List;

/** Which exercises to judge: those that were named, else all; in course order. */
final class ExerciseChoice {
    private final List<String> course;

    ExerciseChoice(List<String> course) {
        this.course = course;
    }

    /** @throws IllegalArgumentException where one is not in the course, with the nearest that is */
    List<String> of(List<String> named) {
        new KnownNames("exercise", course).require(named);
        return named.isEmpty()
                ? course
                : course.stream().filter(named::contains).toList();
    }
}
