package hookworks.grader.suites.proof;

import hookworks.exercises.CourseSection;
import hookworks.exercises.Exercise;
import hookworks.grader.suites.proof.PartSubject.Answering;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A way to answer one exercise without solving it.
 *
 * @param words what it does
 * @param underSeed the answers under a seed
 */
record Trick(String words, LongFunction<Answering> underSeed) {

    /** Everything that can be tried on an exercise: made-up answers, and each argument that is of the answer's type. */
    static List<Trick> on(String exercise) {
        var tricks = new ArrayList<Trick>();
        for (Cheat cheat : Cheat.values()) {
            tricks.add(new Trick("returns " + cheat.words(), seed -> madeUp(exercise, new MadeUp(cheat, seed))));
        }
        Method method = CourseSection.withExercise(exercise)
                .flatMap(section -> section.method(exercise))
                .orElseThrow(() -> new IllegalArgumentException("no exercise '%s'".formatted(exercise)));
        for (int at = 0; at < method.getParameterCount(); at++) {
            int argument = at;
            if (method.getReturnType().isAssignableFrom(method.getParameterTypes()[at])) {
                tricks.add(new Trick(
                        "returns its argument " + (argument + 1),
                        seed -> (called, reference, arguments) -> isOf(called, exercise)
                                ? arguments[argument]
                                : PartSubject.asked(called, reference, arguments)));
            }
        }
        return tricks;
    }

    private static Answering madeUp(String exercise, MadeUp madeUp) {
        return (called, reference, arguments) -> {
            Object right = PartSubject.asked(called, reference, arguments);
            return right != null && isOf(called, exercise) ? madeUp.of(right) : right;
        };
    }

    private static boolean isOf(Method called, String exercise) {
        return called.getAnnotation(Exercise.class).value().equals(exercise);
    }
}
