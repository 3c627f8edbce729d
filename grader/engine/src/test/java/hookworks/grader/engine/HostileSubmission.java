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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A submission that means harm or makes a mistake, from a source whose first lines say what it wants and must get:
 *
 * <pre>
 * // wants: in words, unlike any other's
 * // verdict: the verdict that it must get
 * // says: what its student must read somewhere in the feedback, or nothing
 * // exercise: which one it is judged by, where it is not the score hook
 * </pre>
 *
 * <p>A line {@code // file: student/Other.java} begins another file of the same submission. A line
 * {@code // times 300: int a#;} stands for 300 lines, with the numbers from 0 for {@code #} and line ends for {@code \n},
 * or for one long line where it ends with a backslash. The classes beside the groups' folders go along with whoever calls them.
 *
 * @param name its group and its own, such as {@code reads/reads-etc-passwd}
 */
record HostileSubmission(String name, String wants, Verdict verdict, String says, String exercise, SourceTree sources) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "hostile");
    private static final String USUAL_EXERCISE = "induction-score-hook";
    private static final String EXERCISE = "// exercise: ";
    private static final String NEXT_FILE = "// file: ";
    private static final Pattern PARTS = Pattern.compile("(?m)^(?=" + NEXT_FILE + ")");
    private static final Pattern TIMES = Pattern.compile("(?m)^ *// times (\\d+): (.*)$");
    private static final Pattern MAIN_CLASS =
            Pattern.compile("(?m)^public (?:abstract |final )?(?:class|interface) (\\w+)");
    private static final List<String> HELPERS = List.of("Answer", "Kernel", "Pipe");

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
                    lines.get(3).startsWith(EXERCISE) ? after(EXERCISE, lines.get(3)) : USUAL_EXERCISE,
                    SourceTree.of(sources(expanded(String.join("\n", lines)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String expanded(String text) {
        return TIMES.matcher(text)
                .replaceAll(line -> IntStream.range(0, Integer.parseInt(line.group(1)))
                        .mapToObj(number -> repeated(line.group(2), number))
                        .collect(Collectors.joining()));
    }

    private static String repeated(String line, int number) {
        String one = line.endsWith("\\") ? line.substring(0, line.length() - 1) : line + "\n";
        return Matcher.quoteReplacement(
                one.replace("#", Integer.toString(number)).replace("\\n", "\n"));
    }

    private static Map<String, String> sources(String whole) throws IOException {
        var files = new HashMap<String, String>();
        String path = MAIN_CLASS
                .matcher(whole)
                .results()
                .findFirst()
                .map(found -> "student/%s.java".formatted(found.group(1)))
                .orElse("student/MyHooks.java");
        for (String part : PARTS.splitAsStream(whole).toList()) {
            if (part.startsWith(NEXT_FILE)) {
                path = after(NEXT_FILE, part.lines().findFirst().orElseThrow());
            }
            files.put(path, part);
        }
        for (String helper : HELPERS) {
            if (whole.contains(helper + ".")) {
                files.put("student/%s.java".formatted(helper), Files.readString(FOLDER.resolve(helper + ".java")));
            }
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

    /** What it does, without what it says that it does. */
    String code() {
        return String.join("\n", sources.files().values()).replaceAll("(?m)//.*$|(?s)/\\*.*?\\*/|\\s+", " ");
    }

    @Override
    public String toString() {
        return "%s (wants %s)".formatted(name, wants);
    }
}
