package hookworks.lens.families;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
    private static final int CHANGED = 11;

    @TempDir
    private Path folder;

    static List<Recipe> recipes() {
        return Families.recipes();
    }

    static int[] tokens() {
        int[] tokens = new int[24];
        for (int pos = 0; pos < tokens.length; pos++) {
            tokens[pos] = (pos * 17 + 5) % 61;
        }
        return tokens;
    }

    /** The tokens with another one at that position. */
    static int[] changedAt(int pos) {
        int[] tokens = tokens();
        tokens[pos] = (tokens[pos] + 1) % 61;
        return tokens;
    }

    @ParameterizedTest
    @DisplayName("a token changes its own logits and later ones, and none before it")
    @MethodSource("recipes")
    void causal(Recipe recipe) {
        Checkpoint model = recipe.draw(7);
        double[][] before = Reference.trace(model, tokens()).logits();
        double[][] after = Reference.trace(model, changedAt(CHANGED)).logits();
        for (int pos = 0; pos < CHANGED; pos++) {
            assertThat(after[pos]).as("logits at %d", pos).containsExactly(before[pos]);
        }
        assertThat(Differences.at(CHANGED, before, after)).isGreaterThan(1);
        assertThat(Differences.at(CHANGED + 1, before, after)).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @DisplayName("swapping two early tokens changes what comes later, since positions count")
    @MethodSource("recipes")
    void positional(Recipe recipe) {
        Checkpoint model = recipe.draw(7);
        double[][] one = Reference.trace(model, new int[] {3, 14, 15, 9}).logits();
        double[][] other = Reference.trace(model, new int[] {14, 3, 15, 9}).logits();
        assertThat(Differences.at(3, one, other)).isGreaterThan(0.01);
    }

    @Test
    @DisplayName("the residual stream is given before the first block and after each")
    void residuals() {
        Families.recipe("llama").draw(7).write(folder);
        List<double[][]> residuals = Reference.residuals(folder, tokens());
        assertThat(residuals)
                .hasSize(4)
                .allSatisfy(residual -> assertThat(residual).hasDimensions(24, 36));
        assertThat(Reference.logits(folder, tokens())).hasDimensions(24, 61);
    }
}
