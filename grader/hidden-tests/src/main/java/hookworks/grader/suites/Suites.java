package hookworks.grader.suites;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The hidden suites by exercise, found once by looking through a package. Immutable. */
public final class Suites {
    private final SortedMap<String, Class<?>> byExercise;

    private Suites(SortedMap<String, Class<?>> byExercise) {
        this.byExercise = byExercise;
    }

    /** Every suite of the course. */
    public static Suites ofCourse() {
        return below(Suites.class.getPackageName());
    }

    /** The suites in a package and those below it. */
    static Suites below(String packageName) {
        var request = request().selectors(selectPackage(packageName)).build();
        return new Suites(suitesIn(LauncherFactory.create(SuiteLauncher.PLAIN).discover(request)));
    }

    static LauncherDiscoveryRequestBuilder request() {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .configurationParameter(
                        LauncherDiscoveryRequestBuilder.DEFAULT_DISCOVERY_LISTENER_CONFIGURATION_PROPERTY_NAME,
                        "abortOnFailure")
                .filters(EngineFilter.includeEngines("junit-jupiter"));
    }

    /** Slugs of the exercises that have a suite, in alphabetical order. */
    public Set<String> exercises() {
        return byExercise.keySet();
    }

    /** The class that holds an exercise's wrong solutions, beside its suite. */
    public Class<?> mutantsOf(String exercise) {
        return suiteOf(exercise).getAnnotation(ExerciseTest.class).mutants();
    }

    LauncherDiscoveryRequest requestFor(String exercise) {
        return request().selectors(selectClass(suiteOf(exercise))).build();
    }

    private Class<?> suiteOf(String exercise) {
        return Optional.<Class<?>>ofNullable(byExercise.get(exercise))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no hidden suite for exercise '%s'; there are %s".formatted(exercise, exercises())));
    }

    private static SortedMap<String, Class<?>> suitesIn(TestPlan plan) {
        var suites = new TreeMap<String, Class<?>>();
        for (var engine : plan.getRoots()) {
            for (var container : plan.getChildren(engine)) {
                container
                        .getSource()
                        .filter(ClassSource.class::isInstance)
                        .map(source -> ((ClassSource) source).getJavaClass())
                        .ifPresent(suite -> add(suites, suite));
            }
        }
        return Collections.unmodifiableSortedMap(suites);
    }

    private static void add(SortedMap<String, Class<?>> suites, Class<?> suite) {
        var exercise = suite.getAnnotation(ExerciseTest.class);
        if (exercise == null) {
            return; // a test class of this module's own, which shares the package
        }
        Class<?> other = suites.put(exercise.value(), suite);
        if (other != null) {
            throw new IllegalStateException(
                    "exercise '%s' has two suites, %s and %s".formatted(exercise.value(), other, suite));
        }
    }
}
