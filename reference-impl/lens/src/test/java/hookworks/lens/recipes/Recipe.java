package hookworks.lens.recipes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the document's recipes: its heading, its code, and what the document says that it prints. */
record Recipe(int number, String title, String code, String prints) {
    static final Path DOCUMENT = Path.of("..", "..", "docs", "lens.md");
    static final Path SOURCES = Path.of("src", "test", "java", "hookworks", "lens", "recipes");

    private static final Pattern SECTION = Pattern.compile("(?m)^### (\\d+)\\. (.+)$");
    private static final Pattern MARKED =
            Pattern.compile("(?ms)^ *// recipe (\\d+): ([^\\n]+)\\n(.*?)^ *// end of the recipe$");

    /** Those of the document, in its order. */
    static List<Recipe> documented() {
        String document = read(DOCUMENT);
        List<MatchResult> headings = SECTION.matcher(document).results().toList();
        return headings.stream()
                .map(heading -> of(heading, document.substring(heading.end())))
                .toList();
    }

    private static Recipe of(MatchResult heading, String rest) {
        return new Recipe(
                Integer.parseInt(heading.group(1)), heading.group(2), block("java", rest), block("text", rest));
    }

    private static String block(String language, String text) {
        String section = text.split("(?m)^##", 2)[0];
        var fenced = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(section);
        return fenced.find() ? fenced.group(1) : "";
    }

    /** Those of this package, as they run, in order; what they print stands only in the document. */
    static List<Recipe> run() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(Recipe::read)
                    .flatMap(source -> MARKED.matcher(source).results().toList().stream())
                    .map(marked -> new Recipe(
                            Integer.parseInt(marked.group(1)),
                            marked.group(2),
                            marked.group(3).stripTrailing().stripIndent() + "\n",
                            ""))
                    .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
