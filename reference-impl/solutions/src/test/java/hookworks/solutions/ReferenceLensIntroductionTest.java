package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reference count of correct predictions")
final class ReferenceLensIntroductionTest {
    private static final SeededModel MODEL = new SeededModel(
            HookedTransformerConfig.attentionOnly()
                    .nLayers(2)
                    .nHeads(3)
                    .dModel(16)
                    .dHead(4)
                    .nCtx(8)
                    .dVocab(11)
                    .build(),
            0.5,
            1);

    @Test
    @DisplayName("hits where the token that follows is the one the model finds most likely, and only there")
    void workedExample() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            long guess = model.forward(tokens(manager, 0)).argMax(-1).toLongArray()[0];
            long other = (guess + 1) % model.config().dVocab();

            var right = new ReferenceLensIntroduction().correctPredictions(model, tokens(manager, 0, guess));
            var wrong = new ReferenceLensIntroduction().correctPredictions(model, tokens(manager, 0, other));

            assertThat(right.hits().toBooleanArray()).containsExactly(true);
            assertThat(right.correct()).isEqualTo(1);
            assertThat(wrong.hits().toBooleanArray()).containsExactly(false);
            assertThat(wrong.correct()).isZero();
            assertThat(wrong.total()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("leaves one tensor with the caller, the hits")
    void leavesOnlyItsResult() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            var tokens = tokens(manager, 0, 3, 1, 4);
            int before = manager.getManagedArrays().size();

            var guesses = new ReferenceLensIntroduction().correctPredictions(model, tokens);

            assertThat(manager.getManagedArrays()).hasSize(before + 1).contains(tokens, guesses.hits());
        }
    }

    private static NDArray tokens(NDManager manager, long... tokens) {
        return manager.create(tokens, new Shape(1, tokens.length));
    }
}
