package hookworks.course;

import hookworks.course.math.MathExtension;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** From the course's Markdown to HTML that holds nothing but text, tables, links and TeX. Thread-safe. */
final class Markdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), YamlFrontMatterExtension.create(), new MathExtension());
    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private static final Pattern LANGUAGE = Pattern.compile("language-[a-z]+");
    private static final Pattern MATHEMATICS = Pattern.compile("math( inline)?");
    private static final Pattern ANCHOR = Pattern.compile("[\\p{L}\\p{N}_-]+");
    private static final String TERM = "term";
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "h2", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "hr", "br")
            .allowElements("a", "em", "strong", "code", "pre", "span", "div", "details", "summary")
            .allowElements("table", "thead", "tbody", "tr", "th", "td")
            .allowUrlProtocols("https")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("id")
            .matching(ANCHOR)
            .onElements("h2", "h3", "h4", "h5")
            .allowAttributes("class")
            .matching(LANGUAGE)
            .onElements("code")
            .allowAttributes("class")
            .matching(MATHEMATICS)
            .onElements("span", "div")
            .allowAttributes("class")
            .matching(false, TERM)
            .onElements("a")
            .allowAttributes("align")
            .matching(false, "left", "center", "right")
            .onElements("th", "td")
            .allowAttributes("tabindex")
            .matching(false, "0")
            .onElements("pre")
            .toFactory();

    private Markdown() {}

    static MarkdownFile parse(String name, String text) {
        return new MarkdownFile(name, text, PARSER.parse(text));
    }

    /** Renders a page; {@code idPrefix} keeps the anchors of pages apart that are shown together. */
    static String html(Node document, String idPrefix) {
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .extensions(List.of(
                        HeadingAnchorExtension.builder().idPrefix(idPrefix).build()))
                .attributeProviderFactory(context -> Markdown::addAttributes)
                .build();
        return inScrollers(POLICY.sanitize(renderer.render(document)));
    }

    /** A wide table or formula scrolls by itself, reachable with keys, where a phone has no room for it. */
    private static String inScrollers(String sanitized) {
        return sanitized
                .replace("<table>", "<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>")
                .replace("<div class=\"math\">", "<div class=\"math\" tabindex=\"0\">");
    }

    /** What a heading says, without its formatting. */
    static String text(Heading heading) {
        return TextContentRenderer.builder().build().render(heading).strip();
    }

    /** Renders one line, such as a hint, without a paragraph around it. */
    static String lineHtml(Node document) {
        return POLICY.sanitize(HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .omitSingleParagraphP(true)
                .build()
                .render(document));
    }

    private static void addAttributes(Node node, String tag, Map<String, String> attributes) {
        // Code may be wider than a phone; who scrolls with keys must be able to reach it.
        if (node instanceof FencedCodeBlock && tag.equals("pre")) {
            attributes.put("tabindex", "0");
        }
        if (node instanceof Link link && link.getDestination().startsWith(Glossary.ADDRESS + "#")) {
            attributes.put("class", TERM);
        }
    }
}
