package hookworks.grader.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same solution under the same seed")
final class SameVerdictTest {
    private static final long SEED = 29;
    private static final int FEWEST_CHECKS = 37 * 4;

    @Test
    @DisplayName("gets the same verdicts in the same words, again and on one or two threads of libtorch")
    void sameVerdict() throws Exception {
        List<String> once = JudgedAlone.with(1, SEED);
        List<String> again = JudgedAlone.with(1, SEED);
        List<String> onTwo = JudgedAlone.with(2, SEED);

        assertThat(once.getFirst()).isEqualTo("1");
        assertThat(onTwo.getFirst()).as("threads that libtorch really has").isEqualTo("2");
        assertThat(found(once))
                .hasSizeGreaterThan(FEWEST_CHECKS)
                .anyMatch(line -> line.endsWith("|passed"))
                .anyMatch(line -> line.contains("|failed: "));
        assertThat(found(again)).isEqualTo(found(once));
        assertThat(found(onTwo)).isEqualTo(found(once));
    }

    private static List<String> found(List<String> printed) {
        return printed.subList(1, printed.size());
    }
}
