package hookworks.grader.engine;

import hookworks.grader.engine.report.Verdict;
import hookworks.grader.protocol.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A submission that means harm or makes a mistake, from a source whose first lines say what it wants and must get. A line
 * {@code // file: student/Other.java} in it begins another file of the same submission.
 *
 * @param name its group and its own, such as {@code reads/reads-etc-passwd}
 */
record HostileSubmission(String name, String wants, Verdict verdict, String says, SourceTree sources) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "hostile");
    private static final String NEXT_FILE = "// file: ";
    private static final Pattern PARTS = Pattern.compile("(?m)^(?=" + NEXT_FILE + ")");

    /** The right answer, which goes along with whoever calls it. */
    private static final String ANSWER = "Answer.java";

    static Stream<HostileSubmission> all() throws IOException {
        try (var files = Files.walk(FOLDER, 2)) {
            return files
                    .filter(file -> FOLDER.relativize(file).getNameCount() == 2)
                    .sorted()
                    .map(HostileSubmission::read)
                    .toList()
                    .stream();
        }
    }

    private static HostileSubmission read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new HostileSubmission(
                    FOLDER.relativize(file).toString().replace(".java", ""),
                    after("// wants: ", lines.get(0)),
                    Verdict.valueOf(after("// verdict: ", lines.get(1))),
                    after("// says: ", lines.get(2)),
                    SourceTree.of(sources(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> sources(List<String> lines) throws IOException {
        String whole = String.join("\n", lines);
        var files = new HashMap<String, String>();
        String path = whole.contains("class MyHooks") ? "student/MyHooks.java" : "student/TheirHooks.java";
        for (String part : PARTS.splitAsStream(whole).toList()) {
            if (part.startsWith(NEXT_FILE)) {
                path = after(NEXT_FILE, part.lines().findFirst().orElseThrow());
            }
            files.put(path, part);
        }
        if (whole.contains("Answer.of(")) {
            files.put("student/" + ANSWER, Files.readString(FOLDER.resolve(ANSWER)));
        }
        return files;
    }

    private static String after(String prefix, String line) {
        if (!line.startsWith(prefix.stripTrailing())) {
            throw new IllegalArgumentException("expected a line starting '%s', found '%s'".formatted(prefix, line));
        }
        return line.substring(prefix.stripTrailing().length()).strip();
    }

    String group() {
        return name.substring(0, name.indexOf('/'));
    }

    @Override
    public String toString() {
        return "%s (wants %s)".formatted(name, wants);
    }
}
