package hookworks.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hookworks.exercises.CourseSection;
import hookworks.solutions.ReferenceSubmission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The student template")
final class StudentTemplateTest {
    private static final int PUBLIC_TESTS = 14;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("builds as it is, with every public test skipped as not attempted")
    void untouchedStubsAreNotAttempted() throws Exception {
        var outcome = new TemplateBuild(written()).test();

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.run()).isEqualTo(PUBLIC_TESTS);
        assertThat(outcome.skipped()).isEqualTo(PUBLIC_TESTS);
    }

    @Test
    @DisplayName(
            "passes its public tests with the reference solutions, and fails them with a line or two of each wrong")
    void referencePassesAndAMistakeFails() throws Exception {
        Path project = written();
        ReferenceSubmission.sources().forEach((path, source) -> write(project, path, source));
        var solved = new TemplateBuild(project).test();

        write(
                project,
                "student/MyHooks.java",
                reference("student/MyHooks.java", "(block - 1) * length", "block * length"));
        write(
                project,
                "student/MyLensIntroduction.java",
                reference("student/MyLensIntroduction.java", "tokens.get(\":, 1:\")", "tokens.get(\":, :-1\")"));
        write(
                project,
                "student/MyInductionHeads.java",
                reference(
                        "student/MyInductionHeads.java",
                        Map.of(
                                "positions * length", "(positions + 1) * length",
                                "\":, :, 0\"", "\":, 0, :\"",
                                "bos, block, block", "block, bos, block",
                                "SplittableRandom(seed)", "SplittableRandom(7)",
                                "runWithCache(tokens)", "runWithCache(tokens.get(\":, 1:\"))",
                                "logSoftmax", "softmax")));
        var mistaken = new TemplateBuild(project).test();

        assertThat(solved.exit()).as(solved.output()).isZero();
        assertThat(solved.run()).isEqualTo(PUBLIC_TESTS);
        assertThat(solved.skipped()).isZero();
        assertThat(mistaken.exit()).isNotZero();
        assertThat(mistaken.failed()).as(mistaken.output()).isEqualTo(PUBLIC_TESTS);
    }

    @Test
    @DisplayName("carries no solution, hidden test or mutant in any of its jars or sources")
    void carriesNothingPrivate() throws IOException {
        var ours = new ArrayList<String>();
        for (var file : StudentTemplate.files().entrySet()) {
            if (file.getKey().endsWith(".jar")) {
                ours.addAll(entriesNaming("hookworks", file.getValue()));
            }
        }

        assertThat(ours)
                .hasSizeGreaterThan(20)
                .allSatisfy(entry -> assertThat(entry)
                        .matches("(META-INF/maven/)?hookworks(/.*)?")
                        .matches(".*hookworks/?(lens|exercises|hookworks-lens|hookworks-exercises)?(/.*)?")
                        .doesNotContainIgnoringCase("solution")
                        .doesNotContainIgnoringCase("mutant")
                        .doesNotContainIgnoringCase("suite"));
        assertThat(ours).contains("hookworks/lens/HookedTransformer.class", "hookworks/lens/HookedTransformer.java");
    }

    @Test
    @DisplayName("has a stub for each section, and leaves libtorch to an ordinary download")
    void hasStubs() {
        var files = StudentTemplate.files();

        for (CourseSection section : CourseSection.values()) {
            String stub = "src/main/java/" + section.studentClass().replace('.', '/') + ".java";
            assertThat(files).containsKey(stub);
            assertThat(new String(files.get(stub), StandardCharsets.UTF_8)).contains("throw new NotImplementedYet();");
        }
        assertThat(files).containsKeys(".gitignore", ".mvn/maven.config", "README.md", "pom.xml");
        assertThat(files.keySet())
                .as("natives, which every student's repository would carry again")
                .noneMatch(path -> path.contains("pytorch-native") || path.contains("/tokenizers-"));
    }

    @Test
    @DisplayName("leaves no placeholder in its poms, and names no registry in those that are ours")
    void pomsAreFilled() {
        var poms = StudentTemplate.files().entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith("pom.xml") || file.getKey().matches("repository/hookworks/.*\\.pom"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .toList();

        assertThat(poms)
                .hasSize(3)
                .allSatisfy(pom ->
                        assertThat(pom).doesNotContainPattern("@[a-z.]+@").doesNotContainPattern("<url>https?://"));
    }

    @Test
    @DisplayName("overwrites nothing")
    void overwritesNothing() throws IOException {
        Path project = written();

        assertThatThrownBy(() -> StudentTemplate.writeTo(project)).isInstanceOf(FileAlreadyExistsException.class);
    }

    private Path written() throws IOException {
        Path project = directory.resolve("project");
        StudentTemplate.writeTo(project);
        return project;
    }

    private static String reference(String path, String right, String wrong) {
        return reference(path, Map.of(right, wrong));
    }

    private static String reference(String path, Map<String, String> wrongByRight) {
        String source = ReferenceSubmission.sources().getOrDefault(path, "");
        assertThat(source).contains(wrongByRight.keySet());
        for (var mistake : wrongByRight.entrySet()) {
            source = source.replace(mistake.getKey(), mistake.getValue());
        }
        return source;
    }

    private static void write(Path project, String path, String source) {
        try {
            Files.writeString(project.resolve("src/main/java").resolve(path), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> entriesNaming(String part, byte[] jar) throws IOException {
        var entries = new ArrayList<String>();
        try (var stream = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                if (entry.getName().contains(part)) {
                    entries.add(entry.getName());
                }
            }
        }
        return entries;
    }
}
