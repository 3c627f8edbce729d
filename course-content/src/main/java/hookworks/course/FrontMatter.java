package hookworks.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;

/** The fields at the head of a page, each knowing its line, so that an error can point there. */
final class FrontMatter {
    private static final Pattern FIELD = Pattern.compile("([a-z]+):.*");
    private static final Pattern ELEMENT = Pattern.compile(" *- .*");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern MINUTES = Pattern.compile("[1-9]\\d*( to [1-9]\\d*)?");
    private static final String FENCE = "---";

    private final String file;
    private final Map<String, List<String>> values;
    private final Map<String, List<Integer>> lines;

    private FrontMatter(String file, Map<String, List<String>> values, Map<String, List<Integer>> lines) {
        this.file = file;
        this.values = values;
        this.lines = lines;
    }

    static FrontMatter of(MarkdownFile page, Set<String> required, Set<String> optional) {
        var visitor = new YamlFrontMatterVisitor();
        page.document().accept(visitor);
        var found = new FrontMatter(page.name(), visitor.getData(), linesOf(page));
        List<String> fields = sorted(required, optional);
        for (String field : found.values.keySet()) {
            if (!fields.contains(field)) {
                throw found.wrong(field, "is not a field of this page; its fields are " + fields);
            }
        }
        for (String field : required) {
            if (found.values.getOrDefault(field, List.of()).stream().allMatch(String::isBlank)) {
                throw found.wrong(field, "is missing or empty; this page's fields are " + fields);
            }
        }
        return found;
    }

    String text(String field) {
        List<String> given = list(field);
        if (given.size() != 1) {
            throw wrong(field, "must be one value, got " + given);
        }
        return given.getFirst();
    }

    String slug(String expected) {
        String slug = text("slug");
        if (!SLUG.matcher(slug).matches() || !slug.equals(expected)) {
            throw wrong(
                    "slug",
                    "must be '%s', as the file's path says, in lower-case words joined by hyphens; got '%s'"
                            .formatted(expected, slug));
        }
        return slug;
    }

    int rating(String field) {
        return number(field, 5);
    }

    int number(String field, int most) {
        String given = text(field);
        if (!given.matches("\\d{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > most) {
            throw wrong(field, "must be a whole number from 1 to %d, got '%s'".formatted(most, given));
        }
        return Integer.parseInt(given);
    }

    String minutes() {
        String given = text("minutes");
        if (!MINUTES.matcher(given).matches()) {
            throw wrong("minutes", "must read like '10' or '10 to 15', got '%s'".formatted(given));
        }
        return given;
    }

    /** Whether an optional field is there; its one value says yes, so that a typing error is not taken for no. */
    boolean isSaid(String field) {
        if (!values.containsKey(field)) {
            return false;
        }
        List<String> given = list(field);
        if (!given.equals(List.of("yes"))) {
            throw wrong(field, "must be 'yes' or left out, got '%s'".formatted(String.join(", ", given)));
        }
        return true;
    }

    List<String> list(String field) {
        return values.getOrDefault(field, List.of());
    }

    /** The line of a field, or of one element of its list. */
    int line(String field, int element) {
        List<Integer> known = lines.getOrDefault(field, List.of(1));
        return known.get(Math.min(element + 1, known.size() - 1));
    }

    CourseContentException wrong(String field, String problem) {
        return CourseContentException.at(
                file, lines.getOrDefault(field, List.of(1)).getFirst(), field + " " + problem);
    }

    private static Map<String, List<Integer>> linesOf(MarkdownFile page) {
        List<String> source = page.text().lines().toList();
        int end = source.isEmpty() ? -1 : source.subList(1, source.size()).indexOf(FENCE) + 1;
        if (end < 1 || !source.getFirst().equals(FENCE)) {
            throw CourseContentException.at(page.name(), 1, "must start with front matter between two lines of ---");
        }
        Map<String, List<Integer>> lines = new HashMap<>();
        List<Integer> current = new ArrayList<>();
        for (int at = 1; at < end; at++) {
            Matcher field = FIELD.matcher(source.get(at));
            if (field.matches()) {
                current = new ArrayList<>();
                lines.put(field.group(1), current);
            } else if (!ELEMENT.matcher(source.get(at)).matches()) {
                throw CourseContentException.at(
                        page.name(), at + 1, "is neither 'field: value' nor '  - element' on one line");
            }
            current.add(at + 1);
        }
        return lines;
    }

    private static List<String> sorted(Set<String> required, Set<String> optional) {
        return Stream.concat(required.stream(), optional.stream()).sorted().toList();
    }
}
