package hookworks.grader.suites.proof;

import hookworks.exercises.CourseSection;
import hookworks.exercises.Exercise;
import hookworks.exercises.NotImplementedYet;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Submissions that solve some exercises as the reference does. */
final class PartSubject {
    private PartSubject() {}

    /** What becomes of the reference's answer to one call. */
    @FunctionalInterface
    interface Answering {
        @Nullable
        Object answer(Method method, Object reference, Object[] arguments) throws Throwable;
    }

    /** Untouched stubs. */
    static Object[] stubs(List<Object> references) {
        return solving(references, exercise -> false);
    }

    /** The reference where an exercise is chosen, and elsewhere an untouched stub. */
    static Object[] solving(List<Object> references, Predicate<String> chosen) {
        return answering(references, (method, reference, arguments) -> {
            if (!chosen.test(method.getAnnotation(Exercise.class).value())) {
                throw new NotImplementedYet();
            }
            return asked(method, reference, arguments);
        });
    }

    static Object[] answering(List<Object> references, Answering answering) {
        return references.stream()
                .map(reference -> answering(reference, answering))
                .toArray();
    }

    static @Nullable Object asked(Method method, Object reference, Object[] arguments) throws Throwable {
        try {
            return method.invoke(reference, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object answering(Object reference, Answering answering) {
        Class<?> api = CourseSection.implementedBy(reference).api();
        return Proxy.newProxyInstance(
                api.getClassLoader(),
                new Class<?>[] {api},
                (proxy, method, arguments) ->
                        answering.answer(method, reference, arguments == null ? new Object[0] : arguments));
    }
}
