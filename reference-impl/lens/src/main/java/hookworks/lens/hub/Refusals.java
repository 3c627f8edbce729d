package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.time.Duration;
import java.util.Optional;

/** Turns the status of an answer into an error that says what it means on a hub. */
final class Refusals {
    private final HubSettings settings;
    private final HubHttp http;

    Refusals(HubSettings settings, HubHttp http) {
        this.settings = settings;
        this.http = http;
    }

    /** Returns where the answer is a success; the answer stays open either way. */
    void check(Answer answer) throws TransientFailure {
        if (answer.isSuccess()) {
            return;
        }
        int status = answer.status();
        if (!http.isHub(answer.request().uri())) {
            // An address in a store is signed and expires; the hub gives a fresh one.
            throw busy(answer, "ask again later");
        }
        if (status == 408 || status == 429 || status >= 500) {
            throw busy(answer, "ask again later").notBefore(retryAfter(answer));
        }
        throw switch (status) {
            case 401 -> unauthorized(answer);
            case 403 -> forbidden(answer);
            case 404 -> notFound(answer);
            default ->
                new HubException(
                        Kind.SERVER,
                        "%s\ncheck that HF_ENDPOINT (now '%s') is a hub".formatted(asked(answer), settings.endpoint()));
        };
    }

    private static TransientFailure busy(Answer answer, String remedy) {
        return new TransientFailure(Kind.SERVER, asked(answer), remedy, null);
    }

    private HubException unauthorized(Answer answer) {
        String why = settings.token().isPresent()
                ? "the token that was sent is not valid, or may not see this repository"
                : "no token was sent, and the repository is private, gated, or does not exist";
        return new HubException(
                Kind.NOT_ALLOWED,
                "%s\n%s\ncheck the name at %s, and set HF_TOKEN to a token that may read it"
                        .formatted(asked(answer), why, page(answer)));
    }

    private HubException forbidden(Answer answer) {
        String why = settings.token().isPresent()
                ? "the token's account has not been given access, or the token may not read gated repositories"
                : "the repository is gated, and no token was sent";
        return new HubException(
                Kind.NOT_ALLOWED,
                "%s\n%s\naccept the conditions at %s, then set HF_TOKEN to a token of that account"
                        .formatted(asked(answer), why, page(answer)));
    }

    private HubException notFound(Answer answer) {
        Question question = answer.request().question();
        String fallback = question.file().isPresent() ? "EntryNotFound" : "RepoNotFound";
        String hint = switch (answer.header("X-Error-Code").orElse(fallback)) {
            case "RevisionNotFound" ->
                "the repository has no revision '%s'\nits branches and tags are at %s/tree/main; 'main' is usual"
                        .formatted(question.revision(), page(answer));
            case "EntryNotFound" ->
                "the repository has no such file\nits files are listed at %s/tree/%s"
                        .formatted(page(answer), question.revision());
            default -> """
                        there is no such repository or revision, or it is private
                        check the name at %s; for a private one set HF_TOKEN""".formatted(page(answer));
        };
        return new HubException(Kind.NOT_FOUND, "%s\n%s".formatted(asked(answer), hint));
    }

    private static String asked(Answer answer) {
        String details = answer.header("X-Error-Message")
                .or(() -> answer.header("X-Error-Code"))
                .map(text -> " (%s)".formatted(Printable.of(text)))
                .orElse("");
        return "cannot get %s: '%s' answered %d%s"
                .formatted(answer.request().question(), answer.request().uri().getHost(), answer.status(), details);
    }

    private String page(Answer answer) {
        return settings.endpoint() + "/" + answer.request().question().repo();
    }

    private static Optional<Duration> retryAfter(Answer answer) {
        return answer.header("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
