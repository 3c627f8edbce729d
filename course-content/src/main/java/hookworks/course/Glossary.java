package hookworks.course;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** The terms that the course explains in one place: the glossary's headings. Immutable. */
final class Glossary {
    static final String SLUG = "glossary";
    static final String ADDRESS = CoursePage.addressOf(SLUG);

    /** Matches nothing. */
    private static final Pattern NO_TERM = Pattern.compile("(?!)");

    private final Map<String, String> anchors;
    private final Pattern terms;

    private Glossary(Map<String, String> anchors) {
        this.anchors = anchors;
        this.terms = anchors.isEmpty() ? NO_TERM : anyOf(anchors.keySet());
    }

    static Glossary none() {
        return new Glossary(Map.of());
    }

    /** Takes every heading for a term. */
    static Glossary of(MarkdownFile page) {
        IdGenerator ids = IdGenerator.builder().build();
        var anchors = new TreeMap<String, String>();
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String term = Markdown.text(heading);
                anchors.put(key(term), ids.generateId(term));
            }
        });
        return new Glossary(anchors);
    }

    /** Links terms where readers meet them first, on pages that are read one after another. One thread. */
    Linker linker() {
        return new Linker();
    }

    private static String key(String term) {
        return term.toLowerCase(Locale.ROOT);
    }

    private static Pattern anyOf(Set<String> terms) {
        List<String> longestFirst = terms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        return Pattern.compile(
                longestFirst.stream().collect(Collectors.joining("|", "(?<![\\w-])(", ")s?(?![\\w-])")),
                Pattern.CASE_INSENSITIVE);
    }

    /** Remembers what it has linked. */
    final class Linker {
        private final Set<String> linked = new HashSet<>();

        private Linker() {}

        /** Changes a page's text; headings, code, mathematics and what is a link already stay as they are. */
        void link(Node document) {
            document.accept(new AbstractVisitor() {
                @Override
                public void visit(Heading heading) {
                    // a heading is a place to link to
                }

                @Override
                public void visit(Link link) {
                    // a link within a link leads nowhere
                }

                @Override
                public void visit(Text text) {
                    linkFirst(text);
                }
            });
        }

        private void linkFirst(Text text) {
            String literal = text.getLiteral();
            terms.matcher(literal)
                    .results()
                    .filter(found -> linked.add(key(found.group(1))))
                    .findFirst()
                    .ifPresent(found -> split(text, found));
        }

        private void split(Text text, MatchResult found) {
            String literal = text.getLiteral();
            var link = new Link(ADDRESS + "#" + anchors.get(key(found.group(1))), null);
            link.setSourceSpans(text.getSourceSpans());
            link.appendChild(new Text(found.group()));
            var rest = new Text(literal.substring(found.end()));
            rest.setSourceSpans(text.getSourceSpans());
            text.setLiteral(literal.substring(0, found.start()));
            text.insertAfter(link);
            link.insertAfter(rest);
            linkFirst(rest);
        }
    }
}
