package hookworks.lens.hub;

import hookworks.lens.hub.HubException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which hub is asked, as whom, and where its files are kept.
 *
 * @param endpoint the hub's address, without a slash at its end
 * @param cache the folder that holds one folder per repository
 * @param token what the hub knows this user by; goes to the endpoint and nowhere else
 * @param offline whether the cache must do
 * @param limits how long is waited, and how much is taken
 */
public record HubSettings(URI endpoint, Path cache, Optional<String> token, boolean offline, HubLimits limits) {

    public HubSettings {
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new HubException(Kind.SETTINGS, """
                    the hub's address '%s' is not one of a web server
                    set HF_ENDPOINT to something like 'https://huggingface.co', or unset it""".formatted(endpoint));
        }
        if (endpoint.getUserInfo() != null || endpoint.getQuery() != null || endpoint.getFragment() != null) {
            throw new HubException(Kind.SETTINGS, """
                    the hub's address at '%s' has more than a host and a path
                    set HF_ENDPOINT without user, '?' and '#'; a token belongs in HF_TOKEN\
                    """.formatted(endpoint.getHost()));
        }
        // Whatever is in a token must not reach a message, so the message says only where it came from.
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new HubException(
                    Kind.SETTINGS,
                    "the token in HF_TOKEN, or in the file that stands for it, has characters that no token has\n"
                            + "copy it again from the hub's page of access tokens");
        }
        endpoint = URI.create(endpoint.toString().replaceAll("/+$", ""));
    }

    /**
     * Reads the variables that all clients of the hub share: {@code HF_HOME}, {@code HF_HUB_CACHE},
     * {@code HF_ENDPOINT}, {@code HF_TOKEN} or the file {@code token} below {@code HF_HOME}, {@code HF_HUB_OFFLINE},
     * {@code HF_HUB_ETAG_TIMEOUT} and {@code HF_HUB_DOWNLOAD_TIMEOUT} in seconds.
     *
     * @param home the user's home folder, below which the cache lies by default
     */
    public static HubSettings from(Map<String, String> environment, Path home) {
        var variables = new HubVariables(environment, home);
        return new HubSettings(
                variables.endpoint(), variables.cache(), variables.token(), variables.offline(), variables.limits());
    }

    /** The same with other limits. */
    public HubSettings withLimits(HubLimits others) {
        return new HubSettings(endpoint, cache, token, offline, others);
    }

    /** Says whether there is a token, not which. */
    @Override
    public String toString() {
        return "HubSettings[endpoint=%s, cache=%s, token=%s, offline=%s, limits=%s]"
                .formatted(endpoint, cache, token.isPresent() ? "present" : "none", offline, limits);
    }
}
