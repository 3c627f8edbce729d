package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reference introduction to the lens")
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
            1,
            OptionalInt.of(2));

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
    @DisplayName("leaves one tensor of its predictions with the caller, the hits")
    void leavesOnlyTheHits() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            var tokens = tokens(manager, 0, 3, 1, 4);
            int before = manager.getManagedArrays().size();

            var guesses = new ReferenceLensIntroduction().correctPredictions(model, tokens);

            assertThat(manager.getManagedArrays()).hasSize(before + 1).contains(tokens, guesses.hits());
        }
    }

    @Test
    @DisplayName("shares attention out over the keys up to the query: 1, then 1 to 2, then 1 to 2 to 5")
    void workedPattern() {
        try (var manager = NDManager.newBaseManager()) {
            float ln2 = (float) Math.log(2);
            float ln5 = (float) Math.log(5);
            var q = manager.create(new float[] {2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0}, new Shape(1, 3, 1, 4));
            var k = manager.create(new float[] {0, 7, 7, 7, ln2, 7, 7, 7, ln5, 7, 7, 7}, new Shape(1, 3, 1, 4));
            int before = manager.getManagedArrays().size();

            var pattern = new ReferenceLensIntroduction().attentionPattern(q, k);

            assertThat(pattern.getShape()).isEqualTo(new Shape(1, 1, 3, 3));
            assertThat(pattern.toFloatArray())
                    .containsExactly(
                            new float[] {1, 0, 0, 1 / 3f, 2 / 3f, 0, 1 / 8f, 2 / 8f, 5 / 8f}, withPrecision(1e-6f));
            assertThat(manager.getManagedArrays()).hasSize(before + 1).contains(q, k, pattern);
        }
    }

    @Test
    @DisplayName("makes the very patterns that the bundled model makes of its queries and keys")
    void patternsOfTheBundledModel() {
        try (var manager = NDManager.newBaseManager();
                var model = HookedTransformer.bundled(Device.cpu());
                var run = model.runWithCache(model.texts().toTokens("Call me Ishmael. Call me again.", manager))) {
            for (int layer = 0; layer < 2; layer++) {
                var cache = run.cache();

                var pattern =
                        new ReferenceLensIntroduction().attentionPattern(cache.get("q", layer), cache.get("k", layer));

                assertThat(pattern.toFloatArray())
                        .containsExactly(cache.get("pattern", layer).toFloatArray(), withPrecision(1e-6f));
            }
        }
    }

    @Test
    @DisplayName("shows a text's tokens, and of an empty text the BOS alone")
    void tokens() {
        try (var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            var view = new ReferenceLensIntroduction().tokenView(model, "t3  t1");
            var empty = new ReferenceLensIntroduction().tokenView(model, "");

            try (var owner = view.tokens().getManager();
                    var ownerOfEmpty = empty.tokens().getManager()) {
                assertThat(view.tokens().toLongArray()).containsExactly(2, 3, 1);
                assertThat(view.strTokens()).containsExactly("<bos>", "t3", "t1");
                assertThat(view.roundTrip()).isEqualTo("t3 t1");
                assertThat(empty.tokens().getShape()).isEqualTo(new Shape(1, 1));
                assertThat(empty.strTokens()).containsExactly("<bos>");
                assertThat(empty.roundTrip()).isEmpty();
                assertThat(owner).isNotSameAs(ownerOfEmpty);
            }
        }
    }

    @Test
    @DisplayName("shows a layer's heads, and keeps nothing of the run but its tokens and their pattern")
    void heads() {
        try (var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
            var view = new ReferenceLensIntroduction().attentionView(model, "t3 t1", 1);

            try (var owner = view.pattern().getManager()) {
                assertThat(view.tokens()).containsExactly("<bos>", "t3", "t1");
                assertThat(view.headNames()).containsExactly("L1H0", "L1H1", "L1H2");
                assertThat(view.pattern().getShape()).isEqualTo(new Shape(3, 3, 3));
                assertThat(owner.getManagedArrays()).hasSize(2).contains(view.pattern());
            }
        }
    }

    private static NDArray tokens(NDManager manager, long... tokens) {
        return manager.create(tokens, new Shape(1, tokens.length));
    }
}
