package hookworks.lens.recipes;

import static hookworks.lens.axes.Einsum.einsum;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.CachedRun;
import hookworks.lens.Composition;
import hookworks.lens.HookedTransformer;
import hookworks.lens.LabeledStack;
import hookworks.lens.Slice;
import hookworks.lens.StackRequest;
import hookworks.lens.factored.FactoredMatrix;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recipe for circuits")
class CircuitsTest extends Kitchen {
    @Test
    @DisplayName("finds who raised a logit")
    void attributes() {
        // recipe 8: Find out which heads raised a logit
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens(" people law States war people law", manager);
            NDArray answer = manager.create(new long[] {model.texts().toSingleToken(" States")}); // [batch]
            StackRequest last = StackRequest.end().at(Slice.at(-1));
            try (CachedRun run = model.runWithCache(tokens);
                    LabeledStack heads = run.cache().stackHeadResults(last)) {
                NDArray adds = run.cache().logitAttrs(heads.components(), answer, Slice.at(-1)); // [head, batch]
                for (int place = 0; place < heads.labels().size(); place++) {
                    out.printf("%s %+.1f%n", heads.labels().get(place), adds.getFloat(place, 0));
                }
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(8);
        assertThat(decimals()).hasSize(8);
        assertThat(decimals().get(5)).as("1.1").isGreaterThan(5).isEqualTo(Collections.max(decimals()));
    }

    @Test
    @DisplayName("reads the stream as if it were the last one")
    void lens() {
        // recipe 9: Read each layer with the logit lens
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens(" people law States war people law", manager);
            StackRequest last = StackRequest.end().applyingLn().at(Slice.at(-1));
            String unembed = "layer batch d_model, d_model d_vocab -> layer batch d_vocab";
            try (CachedRun run = model.runWithCache(tokens);
                    LabeledStack stream = run.cache().accumulatedResid(last)) {
                NDArray logits = einsum(unembed, stream.components(), model.wU()); // a bias would come on top
                long[] likeliest = logits.argMax(-1).toLongArray();
                for (int layer = 0; layer < likeliest.length; layer++) {
                    String word = model.texts().toSingleStrToken(likeliest[layer]);
                    out.println(stream.labels().get(layer) + ":" + word);
                }
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(9);
    }

    @Test
    @DisplayName("asks whether a head copies")
    void copies() {
        // recipe 10: Ask whether a head copies what it attends to
        for (int[] head : new int[][] {{0, 0}, {1, 1}, {1, 2}}) {
            try (NDManager manager = NDManager.newBaseManager(model.device())) {
                FactoredMatrix ov = model.ov(manager).get(head[0], head[1]); // W_V W_O, [d_model, d_model]
                FactoredMatrix circuit = ov.leftMatMul(model.wE()).matMul(model.wU()); // [d_vocab, d_vocab]
                NDArray eigenvalues = circuit.eigenvalues(); // [d_head, 2], real and imaginary parts
                float sum = eigenvalues.get(":, 0").sum().getFloat();
                float sizes = eigenvalues.norm(new int[] {1}).sum().getFloat();
                out.printf("%d.%d: %.2f%n", head[0], head[1], sum / sizes);
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(10);
        assertThat(decimals()).as("0.0, 1.1, 1.2").hasSize(3);
        assertThat(decimals().getFirst()).isLessThan(0.8);
        assertThat(decimals().subList(1, 3)).allMatch(copies -> copies > 0.98);
    }

    @Test
    @DisplayName("measures composition")
    void composes() {
        // recipe 11: Measure how heads compose
        try (NDManager manager = NDManager.newBaseManager(model.device());
                var random = HookedTransformer.fresh(model.config(), model.device())) {
            NDArray scores = model.allCompositionScores(Composition.K, manager); // [layer, head, layer, head]
            NDArray chance = random.allCompositionScores(Composition.K, manager).get("0, :, 1");
            for (int head = 0; head < model.config().nHeads(); head++) {
                float[] later = scores.get(0, head, 1).toFloatArray();
                out.printf("0.%d: %.2f %.2f %.2f %.2f%n", head, later[0], later[1], later[2], later[3]);
            }
            out.printf("random weights: %.2f%n", chance.mean().getFloat());
        }
        // end of the recipe
        assertPrintsAsDocumented(11);
        double chance = decimals().getLast();
        assertThat(decimals().subList(0, 3)).as("0.0 with the induction heads").allMatch(score -> score > 2 * chance);
        assertThat(decimals().subList(3, 16)).as("all other pairs").allMatch(score -> score < 2 * chance);
    }
}
