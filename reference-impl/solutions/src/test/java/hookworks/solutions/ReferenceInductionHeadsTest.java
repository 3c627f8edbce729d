package hookworks.solutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.SeededModel;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Section 2, solved,")
final class ReferenceInductionHeadsTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final ReferenceInductionHeads solved = new ReferenceInductionHeads();

    @AfterEach
    void close() {
        manager.close();
    }

    @Nested
    @DisplayName("tells apart heads of three positions")
    final class Detectors {
        /** Heads that rest on themselves, on the position before, and on the first. */
        private static final float[] THREE_HEADS = {
            1.0f, 0.0f, 0.0f, 0.0f, 0.1f, 0.9f, 0.0f, 0.0f, 0.1f, 0.1f, 0.8f, 0.0f, 0.0f, 0.1f, 0.1f, 0.8f,
            1.0f, 0.0f, 0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.1f, 0.0f, 0.9f, 0.0f,
            1.0f, 0.0f, 0.0f, 0.0f, 0.8f, 0.2f, 0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.0f, 0.9f, 0.0f, 0.1f, 0.0f,
        };

        @Test
        @DisplayName("by their mean attention to their own position, to the one before, and to the first")
        void workedExample() {
            try (var cache = cache()) {
                assertThat(solved.currentTokenHeads(cache)).containsExactly(new Head(2, 0));
                assertThat(solved.previousTokenHeads(cache)).containsExactly(new Head(2, 1));
                assertThat(solved.firstTokenHeads(cache))
                        .containsExactly(new Head(2, 1), new Head(2, 2)); // 2.1 looks there from two queries of four
            }
        }

        @Test
        @DisplayName("leaving nothing with the cache's owner")
        void leavesNothing() {
            try (var cache = cache()) {
                int before = manager.getManagedArrays().size();

                solved.currentTokenHeads(cache);
                solved.firstTokenHeads(cache);

                assertThat(manager.getManagedArrays()).hasSize(before);
            }
        }

        private ActivationCache cache() {
            var even = manager.ones(new Shape(3, 4, 4)).div(4);
            return ActivationCache.withoutBatchDim(Map.of(
                    "blocks.0.attn.hook_pattern",
                    even,
                    "blocks.1.attn.hook_pattern",
                    even.duplicate(),
                    "blocks.2.attn.hook_pattern",
                    manager.create(THREE_HEADS, new Shape(3, 4, 4))));
        }
    }

    @Nested
    @DisplayName("on repeated tokens")
    final class RepeatedText {
        private static final int BOS = 6;
        private static final SeededModel MODEL = new SeededModel(
                HookedTransformerConfig.attentionOnly()
                        .nLayers(2)
                        .nHeads(3)
                        .dModel(16)
                        .dHead(4)
                        .nCtx(16)
                        .dVocab(11)
                        .build(),
                0.5,
                1,
                OptionalInt.of(BOS));

        @Test
        @DisplayName("draws a block after BOS, and writes it twice")
        void drawsRepeatedTokens() {
            try (var model = HookedTransformer.seeded(MODEL, Device.cpu());
                    var tokens = solved.repeatedTokens(model, 3, 2, 8)) {
                assertThat(tokens.getShape()).isEqualTo(new Shape(2, 7));
                assertThat(tokens.get(":, 0").toLongArray()).containsOnly(BOS);
                assertThat(tokens.get(":, 4:").toLongArray())
                        .isEqualTo(tokens.get(":, 1:4").toLongArray());
            }
        }

        @Test
        @DisplayName("gives the logits and activations of the tokens that it drew")
        void runsOnce() {
            try (var model = HookedTransformer.seeded(MODEL, Device.cpu());
                    var run = solved.runRepeatedTokens(model, 3, 2, 8);
                    var logits = model.forward(run.tokens())) {
                assertThat(run.logits().toFloatArray()).isEqualTo(logits.toFloatArray());
                assertThat(run.cache().get("pattern", 1).getShape()).isEqualTo(new Shape(2, 3, 7, 7));
            }
        }

        @Test
        @DisplayName("frees tokens, logits and activations when the run is closed")
        void freesARun() {
            try (var model = HookedTransformer.seeded(MODEL, Device.cpu())) {
                var run = solved.runRepeatedTokens(model, 3, 2, 8);
                var owner = run.tokens().getManager();

                run.close();

                assertThat(owner.getManagedArrays()).isEmpty();
            }
        }

        @Test
        @DisplayName("looks up the probability of the token that follows, and leaves one tensor, its result")
        void looksUpProbabilities() {
            var logits = manager.create(new float[] {0, 0, 0, (float) Math.log(3), 9, 9}, new Shape(1, 3, 2));
            var tokens = manager.create(new long[] {1, 0, 1}, new Shape(1, 3));
            int before = manager.getManagedArrays().size();

            var found = solved.tokenLogProbs(logits, tokens);

            assertThat(found.toFloatArray())
                    .containsExactly(new float[] {(float) Math.log(0.5), (float) Math.log(0.75)}, withPrecision(1e-6f));
            assertThat(manager.getManagedArrays()).hasSize(before + 1).contains(found);
        }

        @Test
        @DisplayName("finds a head on the stripe, S - 1 back, and none that looks S back")
        void findsInductionHeads() {
            // S = 2: five tokens, and the stripe is one position back
            float[] twoHeads = new float[50];
            for (int query = 2; query < 5; query++) {
                twoHeads[5 * query + query - 2] = 1;
                twoHeads[25 + 5 * query + query - 1] = 1;
            }
            var pattern = manager.create(twoHeads, new Shape(2, 5, 5));
            try (var cache = ActivationCache.withoutBatchDim(Map.of("blocks.0.attn.hook_pattern", pattern))) {
                assertThat(solved.inductionHeads(cache)).containsExactly(new Head(0, 1));
            }
        }
    }
}
