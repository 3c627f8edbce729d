package hookworks.solutions;

import hookworks.exercises.CourseSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reference solutions as a student would hand them in. Made from the very sources that are compiled here, which
 * the build packages as resources: only the package and the class's own name change.
 */
public final class ReferenceSubmission {
    private ReferenceSubmission() {}

    /** Source texts by path below {@code src/main/java}, such as {@code student/MyHooks.java}. */
    public static SortedMap<String, String> sources() {
        var sources = new TreeMap<String, String>();
        for (CourseSection section : CourseSection.values()) {
            sources.put(
                    section.studentClass().replace('.', '/') + ".java",
                    asStudent(section.api().getSimpleName()));
        }
        return sources;
    }

    private static String asStudent(String section) {
        return packagedSource("Reference" + section)
                .replace("package hookworks.solutions;", "package student;")
                .replace("class Reference" + section + " ", "class My" + section + " ");
    }

    private static String packagedSource(String className) {
        String resource = className + ".java";
        try (var stream = ReferenceSubmission.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "the build did not package %s beside its class; see the resources of hookworks-solutions"
                                .formatted(resource));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
