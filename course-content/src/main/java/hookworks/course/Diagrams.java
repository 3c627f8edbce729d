package hookworks.course;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our own drawings, each an SVG file that a page puts in by a paragraph {@code [[diagram: its-name]]}. */
final class Diagrams {
    private static final Pattern PLACE = Place.of("diagram");
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]+)</title>");

    private final CourseFiles files;

    Diagrams(CourseFiles files) {
        this.files = files;
    }

    /** A page's sanitized HTML with its drawings in their places, each with its title for a caption. */
    String into(MarkdownFile page, String html) {
        return PLACE.matcher(html).replaceAll(place -> Matcher.quoteReplacement(figure(page, place)));
    }

    private String figure(MarkdownFile page, MatchResult place) {
        String path = "diagrams/%s.svg".formatted(place.group(1));
        if (!files.has(path)) {
            throw CourseContentException.in(
                    page.name(),
                    "has a place for the diagram '%s', but there is no %s".formatted(place.group(1), path));
        }
        String svg = files.read(path);
        Matcher title = TITLE.matcher(svg);
        if (!title.find()) {
            throw CourseContentException.in(path, "has no <title>, which is its caption and what is read aloud");
        }
        return "<figure class=\"diagram\">%s<figcaption>%s</figcaption></figure>".formatted(svg, title.group(1));
    }
}
