package hookworks.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("When solutions open")
class SolutionReleaseTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @ParameterizedTest(name = "{0}: passed {1}, {2} attempts: {3}")
    @DisplayName("follows the setting")
    @CsvSource({
        "always, false, 0, true",
        "never, true, 9, false",
        "after-pass, false, 9, false",
        "after-pass, true, 1, true",
        "after-tries:3, false, 2, false",
        "after-tries:3, false, 3, true",
        "after-tries:3, true, 1, true",
        "after:2026-11-25T12:00:01Z, true, 9, false",
        "after:2026-11-25T12:00:00Z, false, 0, true",
        "' After-Pass ', true, 1, true",
    })
    void isOpen(String setting, boolean everPassed, int attempts, boolean open) {
        assertThat(SolutionRelease.parse(setting).isOpen(everPassed, attempts, NOW))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @DisplayName("is refused, with what can be said, where it means nothing")
    @ValueSource(strings = {"", "soon", "after-tries:0", "after-tries:many", "after:tomorrow", "after-tries:"})
    void refuses(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SolutionRelease.parse(setting))
                .withMessageContaining("'" + setting + "'")
                .withMessageContaining("say always, never, after-pass, after-tries:N or after:2026-12-01T18:00:00Z");
    }
}
