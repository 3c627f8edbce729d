package hookworks.lens.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Reads the hub's answer about a revision, of which nothing is believed: names and commit become paths. */
final class ListingJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ListingJson() {}

    static Listing read(byte[] answer, Question question) {
        JsonNode root = tree(answer, question);
        String commit = root.path("sha").asText();
        if (!Revision.isCommit(commit)) {
            throw untrusted(question, "names the commit '%s'".formatted(Printable.of(commit)), null);
        }
        var names = new LinkedHashSet<String>();
        for (JsonNode sibling : root.path("siblings")) {
            String name = sibling.path("rfilename").asText();
            FileNames.objection(name).ifPresent(objection -> {
                throw untrusted(question, "lists the file '%s', but %s".formatted(Printable.of(name), objection), null);
            });
            names.add(name);
        }
        return new Listing(commit, Collections.unmodifiableSequencedSet(names), new Listing.FromHub());
    }

    private static JsonNode tree(byte[] answer, Question question) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw untrusted(question, "is not JSON (%s)".formatted(Printable.of(e.getOriginalMessage())), e);
        } catch (IOException e) {
            throw untrusted(question, "cannot be read: " + e, e);
        }
    }

    private static HubException untrusted(Question question, String what, @Nullable Throwable cause) {
        return new HubException(
                Kind.UNTRUSTED,
                "asked for %s, the hub's answer %s\nnothing was written; check that HF_ENDPOINT is a hub"
                        .formatted(question, what),
                cause);
    }
}
