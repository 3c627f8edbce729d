package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** One repository on the hub: its files at a revision, and where each is. */
final class RemoteRepo {
    private static final int MAX_LISTING_BYTES = 16 << 20;

    private final HubSettings settings;
    private final HubConnection hub;
    private final RepoId repo;

    RemoteRepo(HubSettings settings, HubConnection hub, RepoId repo) {
        this.settings = settings;
        this.hub = hub;
        this.repo = repo;
    }

    Listing listing(Revision revision) {
        Question question = Question.ofRepo(repo, revision.text());
        URI uri = URI.create(
                "%s/api/models/%s/revision/%s".formatted(settings.endpoint(), repo, encoded(revision.text())));
        return hub.retries().until(() -> {
            try (Answer answer = hub.http().get(uri, question, 0)) {
                hub.refusals().check(answer);
                return ListingJson.read(wholeBody(answer), question);
            }
        });
    }

    /** Finds a file of a commit, without its bytes. */
    RemoteFile locate(String commit, String name) {
        Question question = Question.ofFile(repo, commit, name);
        String path =
                Arrays.stream(name.split("/", -1)).map(RemoteRepo::encoded).collect(Collectors.joining("/"));
        URI uri = URI.create("%s/%s/resolve/%s/%s".formatted(settings.endpoint(), repo, commit, path));
        return hub.retries().until(() -> {
            try (Answer answer = hub.http().head(uri, question)) {
                if (answer.redirect().isEmpty()) {
                    hub.refusals().check(answer);
                }
                requireCommit(answer, commit);
                return new RemoteFile(question, name, uri, etag(answer), size(answer));
            }
        });
    }

    private static void requireCommit(Answer answer, String commit) {
        String answered = answer.header("X-Repo-Commit").orElse(commit);
        if (!answered.equals(commit)) {
            throw new HubException(
                    Kind.UNTRUSTED,
                    "asked for %s, the hub answered for the commit '%s'\ncheck that HF_ENDPOINT is a hub"
                            .formatted(answer.request().question(), Printable.of(answered)));
        }
    }

    private Etag etag(Answer answer) {
        Question question = answer.request().question();
        return answer.header("X-Linked-Etag")
                .or(() -> answer.header("ETag"))
                .map(header -> Etag.parse(header, question))
                .orElseThrow(() -> new HubException(
                        Kind.SERVER,
                        "asked for %s, '%s' sent no ETag, so its content cannot be told apart\ncheck that HF_ENDPOINT is a hub"
                                .formatted(question, settings.endpoint())));
    }

    /** A redirect's own length says nothing about the file. */
    private static OptionalLong size(Answer answer) {
        OptionalLong linked = answer.bytesIn("X-Linked-Size");
        return linked.isPresent() || !answer.isSuccess() ? linked : answer.bytesIn("Content-Length");
    }

    private static byte[] wholeBody(Answer answer) throws TransientFailure {
        var body = new ByteArrayOutputStream();
        for (List<ByteBuffer> piece = answer.next(); !piece.isEmpty(); piece = answer.next()) {
            for (ByteBuffer bytes : piece) {
                if (bytes.remaining() > MAX_LISTING_BYTES - body.size()) {
                    throw new HubException(
                            Kind.TOO_LARGE,
                            "%s has more than %d bytes, the limit\ncheck that HF_ENDPOINT is a hub"
                                    .formatted(answer.request().question(), MAX_LISTING_BYTES));
                }
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                body.writeBytes(copy);
            }
        }
        return body.toByteArray();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
