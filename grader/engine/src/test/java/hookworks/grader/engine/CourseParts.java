package hookworks.grader.engine;

import hookworks.course.Catalogue;
import hookworks.course.ExercisePage;
import hookworks.course.Section;
import hookworks.exercises.CourseSection;
import hookworks.grader.suites.Mutant;
import hookworks.grader.suites.Suites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is of each exercise, and so what an author has still to write.
 *
 * @param pages the section that shows it, by exercise
 * @param mutants how many wrong solutions stand beside its suite, by exercise
 * @param solutions the exercises that the reference solves
 * @param stubs the exercises that the template has a stub for
 */
record CourseParts(
        Map<String, CourseSection> pages, Map<String, Integer> mutants, Set<String> solutions, Set<String> stubs) {
    private static final int FEWEST_MUTANTS = 4;
    private static final String INTERFACES = "reference-impl/exercises/src/main/java/hookworks/exercises/%s.java";
    private static final String STUBS = "student-template/project/src/main/java/student/My%s.java";

    /** What this checkout has. */
    static CourseParts of(Catalogue course, Suites suites, List<Object> references) {
        var pages = new HashMap<String, CourseSection>();
        for (Section section : course.sections()) {
            CourseSection graded = CourseSection.valueOf(
                    section.slug().toUpperCase(Locale.ROOT).replace('-', '_'));
            section.exercises().stream().map(ExercisePage::slug).forEach(slug -> pages.put(slug, graded));
        }
        Map<String, Integer> mutants = suites.exercises().stream()
                .collect(Collectors.toMap(
                        slug -> slug,
                        slug -> (int) Arrays.stream(suites.mutantsOf(slug).getDeclaredMethods())
                                .filter(method -> method.isAnnotationPresent(Mutant.class))
                                .count()));
        return new CourseParts(
                pages,
                mutants,
                withMethods(method -> references.stream().anyMatch(reference -> solves(reference, method))),
                withMethods(CourseParts::hasStub));
    }

    private static Set<String> withMethods(Predicate<Method> isThere) {
        return Stream.of(CourseSection.values())
                .flatMap(section -> section.exercises().stream()
                        .filter(slug -> isThere.test(section.method(slug).orElseThrow())))
                .collect(Collectors.toSet());
    }

    private static boolean solves(Object reference, Method method) {
        return Arrays.stream(reference.getClass().getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }

    private static boolean hasStub(Method method) {
        Path file =
                Path.of("..", "..", STUBS.formatted(method.getDeclaringClass().getSimpleName()));
        try {
            return Files.readString(file).contains(" %s(".formatted(method.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template's stubs in " + file, e);
        }
    }

    /** A sentence for each thing that is not there, with the file to write. */
    List<String> missing() {
        var exercises = new TreeSet<>(pages.keySet());
        exercises.addAll(mutants.keySet());
        Stream.of(CourseSection.values()).map(CourseSection::exercises).forEach(exercises::addAll);
        return exercises.stream().flatMap(slug -> missingOf(slug).stream()).toList();
    }

    private List<String> missingOf(String slug) {
        var section = CourseSection.withExercise(slug).orElse(pages.get(slug));
        if (section == null) {
            return List.of("the suite of '%s' belongs to no exercise: write its method in one of %s"
                    .formatted(slug, INTERFACES.formatted("*")));
        }
        String api = section.api().getSimpleName();
        var missing = new ArrayList<String>();
        note(missing, slug, "method", section.method(slug).isPresent(), INTERFACES.formatted(api));
        note(
                missing,
                slug,
                "page",
                pages.get(slug) == section,
                "course-content/src/main/resources/course/%s/%s.md".formatted(folderOf(section), slug));
        note(
                missing,
                slug,
                "solution",
                solutions.contains(slug),
                "reference-impl/solutions/src/main/java/hookworks/solutions/Reference%s.java".formatted(api));
        note(missing, slug, "stub", stubs.contains(slug), STUBS.formatted(api));
        note(missing, slug, "hidden suite", mutants.containsKey(slug), suiteFile(section, slug, "Test"));
        note(
                missing,
                slug,
                "wrong solution, or fewer than " + FEWEST_MUTANTS,
                mutants.getOrDefault(slug, 0) >= FEWEST_MUTANTS,
                suiteFile(section, slug, "Mutants"));
        return missing;
    }

    private static void note(List<String> missing, String slug, String what, boolean isThere, String file) {
        if (!isThere) {
            missing.add("exercise '%s' has no %s: write it in %s".formatted(slug, what, file));
        }
    }

    private static String folderOf(CourseSection section) {
        return section.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String suiteFile(CourseSection section, String slug, String kind) {
        String words = Stream.of(slug.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return "grader/hidden-tests/src/main/java/hookworks/grader/suites/%s/%s%s.java"
                .formatted(section.api().getSimpleName().toLowerCase(Locale.ROOT), words, kind);
    }
}
