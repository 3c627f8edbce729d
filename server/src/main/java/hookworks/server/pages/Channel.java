package hookworks.server.pages;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to write to: a forum, an issue tracker, a mailbox.
 *
 * @param pattern a URL in which {@code {title}} and {@code {page}} stand for what the reader has before them
 */
public record Channel(String pattern) {
    private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    /**
     * Reads a setting.
     *
     * @throws IllegalArgumentException where it would make no link
     */
    public Channel {
        Matcher place = PLACE.matcher(pattern);
        while (place.find()) {
            if (!place.group(1).equals("title") && !place.group(1).equals("page")) {
                throw refused(pattern, "'%s' stands for nothing".formatted(place.group()));
            }
        }
        requireLink(pattern, filled(pattern, "title", "page"));
    }

    private static void requireLink(String pattern, String filled) {
        try {
            var uri = new URI(filled);
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
                throw refused(pattern, "it begins with none of https:, http: and mailto:");
            }
            if (!uri.isOpaque() && uri.getHost() == null) {
                throw refused(pattern, "it names no host");
            }
        } catch (URISyntaxException e) {
            throw refused(pattern, "it is no URL: " + e.getMessage());
        }
    }

    private static IllegalArgumentException refused(String pattern, String why) {
        return new IllegalArgumentException(
                "cannot link to '%s': %s; say something like https://forum.example.org/new?title={title}&body={page} or mailto:course@example.org?subject={title}"
                        .formatted(pattern, why));
    }

    /**
     * The link from one place of the course.
     *
     * @param title what the place is called
     * @param page its address on this server, or anywhere
     */
    String address(String title, String page) {
        return filled(pattern, title, page);
    }

    private static String filled(String pattern, String title, String page) {
        return PLACE.matcher(pattern).replaceAll(place -> encoded(place.group(1).equals("title") ? title : page));
    }

    /** Blanks as %20, which a mailto: link needs and every other understands. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
