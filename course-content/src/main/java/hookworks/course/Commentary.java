package hookworks.course;

import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** The last part of an exercise's page, below the heading "Commentary": it tells what the solution shows. */
final class Commentary {
    private static final String HEADING = "Commentary";

    private Commentary() {}

    /**
     * Takes the commentary off a page.
     *
     * @return it, without its heading
     * @throws CourseContentException where the page has none
     */
    static MarkdownFile cutFrom(MarkdownFile page) {
        Node heading = headingIn(page.document());
        if (heading == null || heading.getNext() == null) {
            throw CourseContentException.in(
                    page.name(),
                    "ends without a commentary on its solution; write one under the heading '### %s', as the last part"
                            .formatted(HEADING));
        }
        var commentary = new Document();
        while (heading.getNext() != null) {
            commentary.appendChild(heading.getNext());
        }
        heading.unlink();
        return new MarkdownFile(page.name(), page.text(), commentary);
    }

    private static @Nullable Node headingIn(Node document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading
                    && heading.getLevel() == 3
                    && Markdown.text(heading).equals(HEADING)) {
                return heading;
            }
        }
        return null;
    }
}
