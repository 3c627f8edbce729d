package hookworks.grader.engine;

import hookworks.grader.engine.report.Verdict;
import hookworks.grader.protocol.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A submission that means harm or makes a mistake, from a source whose first lines say what it wants and must get. */
record HostileSubmission(String name, String wants, Verdict verdict, String says, SourceTree sources) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "hostile");

    static Stream<HostileSubmission> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(HostileSubmission::read).toList().stream();
        }
    }

    private static HostileSubmission read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String text = String.join("\n", lines);
            String path = text.contains("class MyHooks") ? "student/MyHooks.java" : "student/TheirHooks.java";
            return new HostileSubmission(
                    file.getFileName().toString().replace(".java", ""),
                    after("// wants: ", lines.get(0)),
                    Verdict.valueOf(after("// verdict: ", lines.get(1))),
                    after("// says: ", lines.get(2)),
                    SourceTree.of(Map.of(path, text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String after(String prefix, String line) {
        if (!line.startsWith(prefix.stripTrailing())) {
            throw new IllegalArgumentException("expected a line starting '%s', found '%s'".formatted(prefix, line));
        }
        return line.substring(prefix.stripTrailing().length()).strip();
    }

    @Override
    public String toString() {
        return "%s (wants %s)".formatted(name, wants);
    }
}
