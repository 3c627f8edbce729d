package hookworks.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the course that comes with Hookworks")
class BundledCourseTest {
    @Test
    @DisplayName("has its sections and exercises in course order, each with hints and text")
    void readsTheRealCourse() {
        Catalogue course = CatalogueReader.bundled();

        assertThat(course.sections())
                .extracting(Section::slug)
                .containsExactly("lens-introduction", "finding-induction-heads", "hooks", "reverse-engineering");
        assertThat(course.exercises())
                .extracting(ExercisePage::slug)
                .containsExactly(
                        "inspect-model",
                        "tokens-and-strings",
                        "correct-predictions",
                        "pattern-from-qk",
                        "attention-heads-view",
                        "current-token-heads",
                        "previous-token-heads",
                        "first-token-heads",
                        "repeated-tokens",
                        "run-repeated-tokens",
                        "token-log-probs",
                        "induction-heads",
                        "induction-score-hook",
                        "find-induction-heads",
                        "logit-attribution",
                        "half-logit-attribution",
                        "head-zero-ablation",
                        "head-mean-ablation",
                        "ablation-scores",
                        "circuit-only-loss",
                        "factored-matrix",
                        "full-ov-circuit",
                        "ov-circuit-sample",
                        "top-1-accuracy",
                        "top-k-accuracy",
                        "effective-ov-circuit",
                        "pos-by-pos-pattern",
                        "decompose-qk-input",
                        "decompose-q",
                        "decompose-k",
                        "decompose-attn-scores",
                        "k-composition-circuit",
                        "composition-score",
                        "qkv-composition-scores",
                        "random-composition-score",
                        "batched-composition-scores",
                        "prev-head-ablation");
        assertThat(course.exercises())
                .filteredOn(ExercisePage::extra)
                .extracting(ExercisePage::slug)
                .containsExactly(
                        "tokens-and-strings",
                        "head-mean-ablation",
                        "circuit-only-loss",
                        "top-k-accuracy",
                        "batched-composition-scores");
        assertThat(course.exercises()).allSatisfy(exercise -> {
            assertThat(exercise.hints()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(exercise.html()).contains("class=\"math", "<table>", "<pre tabindex=\"0\">");
        });
    }

    @Test
    @DisplayName("explains every term of its glossary because it uses it")
    void usesItsTerms() {
        Catalogue course = CatalogueReader.bundled();
        String glossary = course.page("glossary").orElseThrow().html();
        String text = Stream.of(
                        course.pages().stream().map(CoursePage::html),
                        course.sections().stream().map(Section::html),
                        course.exercises().stream().map(ExercisePage::html))
                .flatMap(html -> html)
                .collect(Collectors.joining());

        List<String> terms = Pattern.compile("<h2 id=\"([^\"]+)\"")
                .matcher(glossary)
                .results()
                .map(term -> term.group(1))
                .toList();

        assertThat(terms).hasSizeGreaterThan(20);
        assertThat(terms)
                .filteredOn(term -> !text.contains("/pages/glossary#" + term + "\""))
                .isEmpty();
    }

    @Test
    @DisplayName("is the same when it is read from a jar")
    void readsFromAJar(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        Path jar = folder.resolve("course content.jar");
        packInto(jar, Path.of("target", "classes"));

        assertThat(exercisesReadFrom(jar))
                .isEqualTo(CatalogueReader.bundled().exercises().stream()
                        .map(ExercisePage::html)
                        .toList());
    }

    private static void packInto(Path jar, Path classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> found = Files.walk(classes)) {
            for (Path each : found.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, entries);
                entries.closeEntry();
            }
        }
    }

    /** Loads the reader itself from the jar too, beside the libraries of this test. */
    private static List<?> exercisesReadFrom(Path jar) throws IOException, ReflectiveOperationException {
        try (var loader = new URLClassLoader(classPathWith(jar), ClassLoader.getPlatformClassLoader())) {
            Object catalogue = call(loader.loadClass("hookworks.course.CatalogueReader"), null, "bundled");
            List<?> exercises = (List<?>) call(catalogue.getClass(), catalogue, "exercises");
            List<Object> html = new ArrayList<>();
            for (Object exercise : exercises) {
                html.add(call(exercise.getClass(), exercise, "html"));
            }
            return html;
        }
    }

    private static Object call(Class<?> type, @Nullable Object target, String method)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return type.getMethod(method).invoke(target);
    }

    private static URL[] classPathWith(Path jar) throws IOException {
        Stream<Path> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"));
        List<Path> all = Stream.concat(Stream.of(jar), libraries).toList();
        URL[] urls = new URL[all.size()];
        for (int at = 0; at < urls.length; at++) {
            urls[at] = all.get(at).toUri().toURL();
        }
        return urls;
    }
}
