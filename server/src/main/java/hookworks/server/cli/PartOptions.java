package hookworks.server.cli;

import hookworks.server.cli.report.CourseOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which part of the course to judge, as options: what is named by either of them, else all. */
final class PartOptions {
    @Option(
            names = "--section",
            paramLabel = "SLUG",
            description = "judge this section's exercises only; may be given several times")
    private List<String> sections = new ArrayList<>();

    @Option(
            names = "--exercise",
            paramLabel = "ID",
            description = "judge this exercise only, or this one too beside a --section; may be given several times")
    private List<String> exercises = new ArrayList<>();

    /**
     * The slugs to judge, in course order.
     *
     * @throws IllegalArgumentException where a name is not in the course, with the nearest that is
     */
    List<String> of(CourseOutline outline) {
        new KnownNames("section", outline.sections()).require(sections);
        List<String> named = Stream.concat(
                        exercises.stream(), sections.stream().flatMap(slug -> outline.exercisesOf(slug).stream()))
                .toList();
        return new ExerciseChoice(outline.exercises()).of(named);
    }
}
