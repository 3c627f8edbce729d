package hookworks.grader.suites;

import hookworks.exercises.CourseSection;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each check its subject and its scenarios. Both are made before the method's parameters are resolved, so that
 * what the subject throws is reported as it was thrown; scenarios are closed with the check.
 */
final class SubjectExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SubjectExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        var session = GradingSession.of(context);
        var store = context.getStore(NAMESPACE);
        store.put(Scenarios.class, Scenarios.ofCheck(session.seed(), checkId(context)));
        Class<?> api = section(context).api();
        store.put(api, session.subject().implementing(api));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Scenarios.class || type == section(context).api();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Object value = context.getStore(NAMESPACE).get(type);
        if (value == null) {
            throw new IllegalStateException("nothing was prepared for a parameter of type " + type.getName());
        }
        return value;
    }

    private static CourseSection section(ExtensionContext context) {
        String exercise =
                context.getRequiredTestClass().getAnnotation(ExerciseTest.class).value();
        return CourseSection.withExercise(exercise)
                .orElseThrow(() -> new IllegalStateException("no section has the exercise '%s'".formatted(exercise)));
    }

    private static String checkId(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }
}
