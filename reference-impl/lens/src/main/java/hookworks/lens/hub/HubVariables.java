package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment as the hub's clients read it. An empty variable counts as absent. */
final class HubVariables {
    private static final String PUBLIC_HUB = "https://huggingface.co";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    private final Map<String, String> environment;
    private final Path home;

    HubVariables(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    URI endpoint() {
        String address = value("HF_ENDPOINT").orElse(PUBLIC_HUB);
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new HubException(
                    Kind.SETTINGS,
                    "HF_ENDPOINT is not an address (%s)\nset it to something like '%s', or unset it"
                            .formatted(e.getReason(), PUBLIC_HUB),
                    e);
        }
    }

    Path cache() {
        return path("HF_HUB_CACHE").orElseGet(() -> hubHome().resolve("hub"));
    }

    Optional<String> token() {
        return value("HF_TOKEN").or(this::tokenFromFile);
    }

    boolean offline() {
        return value("HF_HUB_OFFLINE")
                .filter(flag -> TRUE.contains(flag.toUpperCase(Locale.ROOT)))
                .isPresent();
    }

    HubLimits limits() {
        HubLimits limits = HubLimits.ORDINARY;
        return limits.answeringWithin(seconds("HF_HUB_ETAG_TIMEOUT").orElse(limits.answer()))
                .stallingAtMost(seconds("HF_HUB_DOWNLOAD_TIMEOUT").orElse(limits.stall()));
    }

    private Path hubHome() {
        return path("HF_HOME")
                .or(() -> path("XDG_CACHE_HOME").map(cache -> cache.resolve("huggingface")))
                .orElseGet(() -> home.resolve(".cache").resolve("huggingface"));
    }

    private Optional<String> tokenFromFile() {
        Path file = hubHome().resolve("token");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            throw new HubException(
                    Kind.SETTINGS,
                    "cannot read the token in '%s': %s\nmake the file readable, or set HF_TOKEN".formatted(file, e),
                    e);
        }
    }

    private Optional<Path> path(String variable) {
        try {
            return value(variable).map(text -> text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text));
        } catch (InvalidPathException e) {
            throw new HubException(
                    Kind.SETTINGS, "%s is not a path: %s\nset it to a folder".formatted(variable, e.getMessage()), e);
        }
    }

    private Optional<Duration> seconds(String variable) {
        return value(variable).map(text -> {
            if (!text.matches("[1-9][0-9]{0,5}")) {
                throw new HubException(
                        Kind.SETTINGS, "%s is '%s'\nset it to whole seconds, such as 30".formatted(variable, text));
            }
            return Duration.ofSeconds(Long.parseLong(text));
        });
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
