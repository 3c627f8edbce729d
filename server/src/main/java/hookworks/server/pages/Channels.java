package hookworks.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where readers ask and where they report mistakes, if anywhere.
 *
 * @param errata for what is wrong in the course itself
 */
public record Channels(Optional<Channel> questions, Optional<Channel> errata) {
    /** Nowhere: pages show no links. */
    public static Channels none() {
        return new Channels(Optional.empty(), Optional.empty());
    }

    /** What a page shows, at least one link. */
    record Links(List<Link> links) {}

    record Link(String word, String address) {}

    /** The links from one place of the course, where there are any. */
    Optional<Links> linksAt(String title, String page) {
        List<Link> links = Stream.of(
                        questions.map(channel -> new Link("Ask a question", channel.address(title, page))),
                        errata.map(channel -> new Link("Report a mistake", channel.address(title, page))))
                .flatMap(Optional::stream)
                .toList();
        return links.isEmpty() ? Optional.empty() : Optional.of(new Links(links));
    }
}
