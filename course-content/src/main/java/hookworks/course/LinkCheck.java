package hookworks.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Follows every link that stays inside the course and fails on the first that leads nowhere. One use, one thread. */
final class LinkCheck {
    private static final String SECTIONS = "/sections/";
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

    private record Found(String file, String sectionSlug, int line, String destination) {}

    private final Map<String, Set<String>> anchors = new HashMap<>();
    private final List<Found> links = new ArrayList<>();

    /** Adds what a page links to and can be linked at; every page of a section shares its address. */
    void add(MarkdownFile page, String sectionSlug, String html) {
        Set<String> ids = anchorsOf(sectionSlug);
        Matcher id = ID.matcher(html);
        while (id.find()) {
            addAnchor(page.name(), ids, id.group(1));
        }
        collectLinks(page.name(), sectionSlug, page.document(), 0);
    }

    /** Adds the links of one element of the front matter, which stands on {@code line}. */
    void addLine(String file, String sectionSlug, Node document, int line) {
        collectLinks(file, sectionSlug, document, line - 1);
    }

    void addExercise(String file, String sectionSlug, String exercise) {
        addAnchor(file, anchorsOf(sectionSlug), exercise);
    }

    void requireAllResolve() {
        links.forEach(this::requireResolves);
    }

    private Set<String> anchorsOf(String sectionSlug) {
        return anchors.computeIfAbsent(sectionSlug, slug -> new HashSet<>());
    }

    private static void addAnchor(String file, Set<String> ids, String id) {
        if (!ids.add(id)) {
            throw CourseContentException.in(file, "has the anchor '#" + id + "', which its section has already");
        }
    }

    private void collectLinks(String file, String sectionSlug, Node document, int linesBefore) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                int line = link.getSourceSpans().getFirst().getLineIndex() + 1;
                links.add(new Found(file, sectionSlug, line + linesBefore, link.getDestination()));
                visitChildren(link);
            }
        });
    }

    private void requireResolves(Found link) {
        String destination = link.destination();
        if (destination.startsWith("https://")) {
            return;
        }
        if (!destination.startsWith("#") && !destination.startsWith(SECTIONS)) {
            throw wrong(link, "must start with https://, " + SECTIONS + " or #");
        }
        String[] parts = destination.split("#", 2);
        String section = parts[0].isEmpty() ? link.sectionSlug() : parts[0].substring(SECTIONS.length());
        if (!anchors.containsKey(section)) {
            throw wrong(link, "leads to no section; there are " + sorted(anchors.keySet()));
        }
        if (parts.length == 2 && !anchorsOf(section).contains(parts[1])) {
            throw wrong(link, "leads to no anchor; that page has " + sorted(anchorsOf(section)));
        }
    }

    private static CourseContentException wrong(Found link, String problem) {
        return CourseContentException.at(
                link.file(), link.line(), "the link '%s' %s".formatted(link.destination(), problem));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
