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
    private static final int PUBLIC_TESTS = 50;

    /** One for each exercise, by file: what is right in the reference, and a mistake that is wrong instead. */
    private static final Map<String, Map<String, String>> MISTAKES = Map.of(
            "student/MyLensIntroduction.java",
            Map.of(
                    "config.dVocab()", "config.nCtx()",
                    "toTokens(text, Bos.NONE)", "toTokens(text, Bos.PREPEND)",
                    "tokens.get(\":, 1:\")", "tokens.get(\":, :-1\")",
                    "softmax(-1)", "softmax(-2)",
                    ".get(0)", ""),
            "student/MyInductionHeads.java",
            Map.of(
                    "positions * length", "(positions + 1) * length",
                    "\":, :, 0\"", "\":, 0, :\"",
                    "bos, block, block", "block, bos, block",
                    "SplittableRandom(seed)", "SplittableRandom(7)",
                    "runWithCache(tokens)", "runWithCache(tokens.get(\":, 1:\"))",
                    "logSoftmax", "softmax"),
            "student/MyHooks.java",
            Map.of(
                    "(block - 1) * length", "block * length",
                    "endsWith(\"hook_pattern\")", "endsWith(\"hook_attn_scores\")",
                    "tokens.get(\"1:\")", "tokens.get(\":-1\")",
                    "\"0:{}\", block + 1", "\"0:{}\", block",
                    "head), 0)", "head), 1)",
                    "mean(new int[] {0}); // [d_head]", "sum(new int[] {0}); // [d_head]",
                    "- clean", "+ clean",
                    "!keep.contains", "keep.contains"),
            "student/MyReverseEngineering.java",
            Map.ofEntries(
                    Map.entry("tall.mul(wide.transpose())", "tall.mul(tall)"),
                    Map.entry("wide.matMul(tall)", "tall.transpose().matMul(tall)"),
                    Map.entry("left.u().matMul(inner.u())", "left.u()"),
                    Map.entry("wO.matMul(weights.wU())", "wO.matMul(weights.wE().transpose())"),
                    Map.entry("circuit.a().get(scratch", "circuit.b().transpose().get(scratch"),
                    Map.entry(".argMax(1)", ".argMax(0)"),
                    Map.entry(".lt(k)", ".lte(k)"),
                    Map.entry("writers.add(", "writers.addFirst("),
                    Map.entry("weights.wPos()", "weights.wE()"),
                    Map.entry("cache.get(\"pos_embed\")", "cache.get(\"embed\")"),
                    Map.entry("model.wQ()", "model.wV()"),
                    Map.entry("model.wK()", "model.wV()"),
                    Map.entry("Math.sqrt(width)", "width"),
                    Map.entry("wE.matMul(wQ)", "wE.matMul(wK)"),
                    Map.entry("norm(product) / norms", "norm(product) / norm(wA)"),
                    Map.entry("eachWithEach(written, asked, owner)", "eachWithEach(written, moved, owner)"),
                    Map.entry("SplittableRandom(seed)", "SplittableRandom(7)"),
                    Map.entry("middle.matMul(inner)", "middle"),
                    Map.entry("(block - 1) * length", "block * length")));

    @TempDir
    private Path directory;

    @Test
    @DisplayName("builds as it is, with every public test skipped as not attempted")
    void untouchedStubsAreNotAttempted() throws Exception {
        Path project = written();
        var outcome = new TemplateBuild(project).test();
        var drawn = new TemplateBuild(project).playground();

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.run()).isEqualTo(PUBLIC_TESTS);
        assertThat(outcome.skipped()).isEqualTo(PUBLIC_TESTS);
        assertThat(drawn.exit()).as(drawn.output()).isZero();
        assertThat(drawn.output()).contains("MyHooks: 'induction-scores' waits for induction-score-hook");
        assertThat(project.resolve("target/playground")).doesNotExist();
    }

    @Test
    @DisplayName(
            "passes its public tests with the reference solutions, and fails each with a mistake in every exercise")
    void referencePassesAndAMistakeFails() throws Exception {
        Path project = written();
        ReferenceSubmission.sources().forEach((path, source) -> write(project, path, source));
        var solved = new TemplateBuild(project).test();
        var drawn = new TemplateBuild(project).playground();

        MISTAKES.forEach((path, mistakes) -> write(project, path, mistaken(path, mistakes)));
        var mistaken = new TemplateBuild(project).test();

        assertThat(solved.exit()).as(solved.output()).isZero();
        assertThat(solved.run()).isEqualTo(PUBLIC_TESTS);
        assertThat(solved.skipped()).isZero();
        assertThat(drawn.exit()).as(drawn.output()).isZero();
        for (CourseSection section : CourseSection.values()) {
            Path page =
                    project.resolve("target/playground").resolve(section.api().getSimpleName() + ".html");
            assertThat(page).content().contains("<figure class=\"hw-figure\"");
        }
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

    private static String mistaken(String path, Map<String, String> mistakes) {
        String source = ReferenceSubmission.sources().getOrDefault(path, "");
        for (var mistake : mistakes.entrySet()) {
            assertThat(source).containsOnlyOnce(mistake.getKey());
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
