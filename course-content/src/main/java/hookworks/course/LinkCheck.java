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
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

    private record Found(String file, String address, int line, String destination) {}

    private final Map<String, Set<String>> anchors = new HashMap<>();
    private final List<Found> links = new ArrayList<>();

    /** Adds what can be linked at; every page of a section shares its address. */
    void addAnchors(MarkdownFile page, String address, String html) {
        Set<String> ids = anchorsOf(address);
        Matcher id = ID.matcher(html);
        while (id.find()) {
            addAnchor(page.name(), ids, id.group(1));
        }
    }

    void addExercise(String file, String address, String exercise) {
        addAnchor(file, anchorsOf(address), exercise);
    }

    /** Adds what a page links to. */
    void addLinks(MarkdownFile page, String address) {
        collectLinks(page.name(), address, page.document(), 0);
    }

    /** Adds the links of one element of the front matter, which stands on {@code line}. */
    void addLine(String file, String address, Node document, int line) {
        collectLinks(file, address, document, line - 1);
    }

    void requireAllResolve() {
        links.forEach(this::requireResolves);
    }

    private Set<String> anchorsOf(String address) {
        return anchors.computeIfAbsent(address, slug -> new HashSet<>());
    }

    private static void addAnchor(String file, Set<String> ids, String id) {
        if (!ids.add(id)) {
            throw CourseContentException.in(file, "has the anchor '#" + id + "', which its page has already");
        }
    }

    private void collectLinks(String file, String address, Node document, int linesBefore) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                int line = link.getSourceSpans().getFirst().getLineIndex() + 1;
                links.add(new Found(file, address, line + linesBefore, link.getDestination()));
                visitChildren(link);
            }
        });
    }

    private void requireResolves(Found link) {
        String destination = link.destination();
        if (destination.startsWith("https://")) {
            return;
        }
        if (!destination.startsWith("#") && !destination.startsWith("/")) {
            throw wrong(link, "must start with https://, / or #");
        }
        String[] parts = destination.split("#", 2);
        String address = parts[0].isEmpty() ? link.address() : parts[0];
        if (!anchors.containsKey(address)) {
            throw wrong(link, "leads to no page; there are " + sorted(anchors.keySet()));
        }
        if (parts.length == 2 && !anchorsOf(address).contains(parts[1])) {
            throw wrong(link, "leads to no anchor; that page has " + sorted(anchorsOf(address)));
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
