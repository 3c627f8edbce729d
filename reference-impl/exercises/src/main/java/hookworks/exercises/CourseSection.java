package hookworks.exercises;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A section of the course as the grader sees it: the interface that its exercises are methods of. */
public enum CourseSection {
    LENS_INTRODUCTION(LensIntroduction.class),
    FINDING_INDUCTION_HEADS(InductionHeads.class),
    HOOKS(Hooks.class),
    REVERSE_ENGINEERING(ReverseEngineering.class);

    private final Class<?> api;

    CourseSection(Class<?> api) {
        this.api = api;
    }

    /** The interface whose methods are this section's exercises. */
    public Class<?> api() {
        return api;
    }

    /** The class that a submission must contain, with a public constructor without parameters. */
    public String studentClass() {
        return "student.My" + api.getSimpleName();
    }

    /** Slugs of this section's exercises; their order in the course is the catalogue's business. */
    public List<String> exercises() {
        return exerciseMethods().map(CourseSection::slugOf).sorted().toList();
    }

    /** The method that implements an exercise, where this section has that exercise. */
    public Optional<Method> method(String exercise) {
        return exerciseMethods()
                .filter(method -> slugOf(method).equals(exercise))
                .findFirst();
    }

    /** The section whose interface is {@code api}. */
    public static Optional<CourseSection> of(Class<?> api) {
        return Arrays.stream(values()).filter(section -> section.api == api).findFirst();
    }

    /** The section whose interface an object implements. */
    public static CourseSection implementedBy(Object implementation) {
        return Arrays.stream(values())
                .filter(section -> section.api.isInstance(implementation))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s implements no section's interface"
                        .formatted(implementation.getClass().getName())));
    }

    /** The section that has this exercise. */
    public static Optional<CourseSection> withExercise(String exercise) {
        return Arrays.stream(values())
                .filter(section -> section.method(exercise).isPresent())
                .findFirst();
    }

    private Stream<Method> exerciseMethods() {
        return Arrays.stream(api.getMethods()).filter(method -> method.isAnnotationPresent(Exercise.class));
    }

    private static String slugOf(Method method) {
        return method.getAnnotation(Exercise.class).value();
    }
}
