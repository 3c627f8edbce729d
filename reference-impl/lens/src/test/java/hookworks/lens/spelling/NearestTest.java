package hookworks.lens.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the nearest names")
class NearestTest {
    private static final List<String> NAMES = List.of("gpt2-medium", "gpt2-small", "pythia-70m", "gpt2-xl");

    @Test
    @DisplayName("come nearest first, and no more than were asked for")
    void nearestFirst() {
        assertThat(Nearest.among("gpt2-smal", NAMES, 2)).containsExactly("gpt2-small", "gpt2-xl");
    }

    @Test
    @DisplayName("are left out where nothing is near, in the list and in the hint")
    void nothingNear() {
        assertThat(Nearest.among("zebra", NAMES, 3)).isEmpty();
        assertThat(Nearest.hint("zebra", NAMES)).isEmpty();
        assertThat(Nearest.hint("pythia70m", NAMES)).isEqualTo("; did you mean 'pythia-70m'?");
    }
}
