package hookworks.lens.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hookworks.lens.hub.HubException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the hub's settings")
class HubSettingsTest {
    @TempDir
    private Path home;

    private HubSettings from(String... variables) {
        var environment = new HashMap<String, String>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return HubSettings.from(environment, home);
    }

    @Test
    @DisplayName("are the public hub and the usual cache where nothing is set")
    void ordinary() {
        HubSettings settings = HubSettings.from(Map.of(), home);
        assertThat(settings.endpoint()).hasToString("https://huggingface.co");
        assertThat(settings.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(settings.token()).isEmpty();
        assertThat(settings.offline()).isFalse();
        assertThat(settings.limits()).isEqualTo(HubLimits.ORDINARY);
    }

    @Test
    @DisplayName("take the cache from the most particular variable")
    void cache() {
        Path elsewhere = home.resolve("elsewhere");
        assertThat(from("XDG_CACHE_HOME", elsewhere.toString()).cache())
                .isEqualTo(elsewhere.resolve("huggingface/hub"));
        assertThat(from("XDG_CACHE_HOME", "/x", "HF_HOME", elsewhere.toString()).cache())
                .isEqualTo(elsewhere.resolve("hub"));
        assertThat(from("HF_HOME", "/x", "HF_HUB_CACHE", "~/models").cache()).isEqualTo(home.resolve("models"));
        assertThat(from("HF_HOME", "").cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    }

    @Test
    @DisplayName("take the token from the variable or else from the file, and never show it")
    void token() throws IOException {
        Files.writeString(home.resolve("token"), "hf_from_file\n");
        assertThat(from("HF_HOME", home.toString()).token()).contains("hf_from_file");
        HubSettings settings = from("HF_HOME", home.toString(), "HF_TOKEN", "hf_from_variable");
        assertThat(settings.token()).contains("hf_from_variable");
        assertThat(settings.toString()).contains("token=present").doesNotContain("hf_from");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> from("HF_TOKEN", "hf_a\nX-Injected: yes"))
                .withMessageContaining("HF_TOKEN")
                .withMessageNotContaining("Injected")
                .extracting(HubException::kind)
                .isEqualTo(Kind.SETTINGS);
    }

    @ParameterizedTest
    @DisplayName("are offline where the variable says yes")
    @CsvSource({"1,true", "true,true", "ON,true", "yes,true", "0,false", "false,false", "'',false"})
    void offline(String value, boolean offline) {
        assertThat(from("HF_HUB_OFFLINE", value).offline()).isEqualTo(offline);
    }

    @Test
    @DisplayName("take the waits in seconds, and refuse what is none")
    void waits() {
        HubLimits limits = from("HF_HUB_ETAG_TIMEOUT", "30", "HF_HUB_DOWNLOAD_TIMEOUT", "60")
                .limits();
        assertThat(limits.answer()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.stall()).isEqualTo(Duration.ofSeconds(60));
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> from("HF_HUB_ETAG_TIMEOUT", "soon"))
                .withMessageContaining("HF_HUB_ETAG_TIMEOUT is 'soon'");
    }

    @Test
    @DisplayName("take a mirror below a path, with or without a slash at its end")
    void mirror() {
        assertThat(from("HF_ENDPOINT", "http://mirror.example:8080/hf/").endpoint())
                .hasToString("http://mirror.example:8080/hf");
    }

    @ParameterizedTest
    @DisplayName("refuse an address that is none of a web server, and do not repeat a password in it")
    @ValueSource(
            strings = {
                "mirror",
                "ftp://mirror",
                "file:///tmp",
                "http://",
                "http://a b",
                "https://ada:secret@mirror",
                "https://mirror?token=secret"
            })
    void badEndpoints(String address) {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> from("HF_ENDPOINT", address))
                .withMessageContaining("HF_ENDPOINT")
                .withMessageNotContaining("secret")
                .extracting(HubException::kind)
                .isEqualTo(Kind.SETTINGS);
    }
}
