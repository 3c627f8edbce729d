package hookworks.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A channel")
final class ChannelTest {
    @Test
    @DisplayName("tells where the reader is, encoded so that nothing of it ends the link")
    void fills() {
        var forum = new Channel("https://forum.example.org/new?title={title}&body={page}");
        assertThat(forum.address("Q & K, 100%", "http://localhost:7070/sections/hooks#ablation-scores"))
                .isEqualTo("https://forum.example.org/new?title=Q%20%26%20K%2C%20100%25"
                        + "&body=http%3A%2F%2Flocalhost%3A7070%2Fsections%2Fhooks%23ablation-scores");
    }

    @Test
    @DisplayName("may be a mailbox, or an address that is the same everywhere")
    void others() {
        assertThat(new Channel("mailto:course@example.org?subject={title}").address("Hooks", "here"))
                .isEqualTo("mailto:course@example.org?subject=Hooks");
        assertThat(new Channel("http://forum.example.org").address("Hooks", "here"))
                .isEqualTo("http://forum.example.org");
    }

    @ParameterizedTest
    @DisplayName("is refused where it makes no link, with the reason and an example")
    @CsvSource(delimiter = '|', textBlock = """
            javascript:alert(1)                 | none of https:, http: and mailto:
            forum.example.org                   | none of https:, http: and mailto:
            https:///new | it names no host
            https://forum.example.org/a b       | it is no URL
            https://forum.example.org/{exercise} | {exercise}' stands for nothing
            """)
    void refuses(String pattern, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Channel(pattern))
                .withMessageContainingAll("cannot link to '" + pattern + "'", why, "https://forum.example.org/new?");
    }
}
