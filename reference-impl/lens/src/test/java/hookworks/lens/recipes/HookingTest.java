package hookworks.lens.recipes;

import static hookworks.lens.axes.Reduce.reduce;
import static hookworks.lens.axes.Reduction.MEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.GradientRequest;
import hookworks.lens.GradientRun;
import hookworks.lens.axes.Eindex;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recipe with hooks")
class HookingTest extends Kitchen {
    @Test
    @DisplayName("silences a head")
    void silences() {
        // recipe 5: Silence a head
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens(" people law States war people law", manager);
            Hook silence = Hook.replacing(HookName.z(0), (z, point) -> { // [batch, pos, head, d_head]
                NDArray silenced = z.duplicate();
                silenced.set(new NDIndex(":, :, 0"), 0); // head 0.0 writes nothing
                return silenced;
            });
            NDArray with = model.forward(tokens);
            NDArray without = model.runWithHooks(tokens, List.of(silence));
            for (NDArray logits : List.of(with, without)) {
                long likeliest = logits.get(0, -1).argMax().getLong();
                out.println("'" + model.texts().toSingleStrToken(likeliest) + "'");
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(5);
    }

    @Test
    @DisplayName("leaves hooks on a model for a while")
    void leaves() {
        // recipe 6: Leave hooks on the model for a while
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens(" people law States war people law States", manager);
            model.addPermanentHook(Hook.reading(HookName.EMBED, (embed, point) -> out.println("a run begins")));
            Hook silence = Hook.replacing(HookName.z(1), (z, point) -> z.zerosLike());
            try (var _ = model.hooks(List.of(silence))) { // closing takes them off
                NDArray nats = model.lossPerToken(tokens);
                out.printf("without layer 1: %.2f nats%n", nats.getFloat(0, -1));
            }
            model.resetHooks(); // takes off what addHook put on; permanent hooks stay
            NDArray nats = model.lossPerToken(tokens);
            out.printf("with it: %.2f nats%n", nats.getFloat(0, -1));
            model.resetAllHooks();
        }
        // end of the recipe
        assertPrintsAsDocumented(6);
        assertThat(decimals().getFirst()).as("without layer 1").isGreaterThan(5);
        assertThat(decimals().getLast()).as("with it").isLessThan(0.1);
    }

    @Test
    @DisplayName("scores induction heads")
    void scores() {
        // recipe 7: Score induction heads
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray bos = model.texts().toTokens("", manager); // [1, 1]
            long[] block = new SplittableRandom(1).longs(50, 0, 2047).toArray(); // any tokens but that one
            NDArray once = manager.create(block).expandDims(0); // [1, 50]
            NDArray tokens = bos.concat(once, 1).concat(once, 1); // [1, 101]
            NDArray queries = manager.arange(51, 101); // the second copy
            Eindex stripe = Eindex.of("batch head [place] [place]");
            Hook score = Hook.reading(name -> name.endsWith("hook_pattern"), (pattern, point) -> {
                NDArray share = stripe.apply(pattern, queries, queries.sub(49)); // one past the first copy
                float[] heads = reduce(share, "batch head place -> head", MEAN).toFloatArray();
                out.printf("layer %d: %.2f %.2f %.2f %.2f%n", point.layer(), heads[0], heads[1], heads[2], heads[3]);
            });
            model.runWithHooks(tokens, List.of(score));
        }
        // end of the recipe
        assertPrintsAsDocumented(7);
        assertThat(decimals().subList(0, 4)).as("layer 0").allMatch(score -> score < 0.1);
        assertThat(decimals().subList(4, 7)).as("1.0 to 1.2").allMatch(score -> score > 0.5);
        assertThat(decimals().getLast()).as("1.3").isLessThan(0.3);
    }

    @Test
    @DisplayName("asks for gradients at a hook point")
    void goesBack() {
        // recipe 14: Ask for gradients at a hook point
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray tokens = model.texts().toTokens(" people law States war people law", manager);
            long states = model.texts().toSingleToken(" States");
            GradientRequest request = GradientRequest.at(HookFilter.names(HookName.z(1))) // of the loss, unless said
                    .withObjective(logits -> logits.get(new NDIndex("0, -1, {}", states)));
            try (GradientRun run = model.runWithGradients(tokens, request)) {
                NDArray z = run.cache().get("z", 1); // [batch, pos, head, d_head], as is its gradient
                float[] shares = z.mul(run.gradient(HookName.z(1)))
                        .sum(new int[] {0, 1, 3})
                        .toFloatArray();
                for (int head = 0; head < shares.length; head++) {
                    out.printf("1.%d: %+.1f%n", head, shares[head]);
                }
            }
        }
        // end of the recipe
        assertPrintsAsDocumented(14);
        List<Double> direct = decimals(Recipe.documented().get(7).prints());
        for (int head = 0; head < 4; head++) {
            assertThat(decimals().get(head)).isCloseTo(direct.get(4 + head), within(0.11));
        }
    }
}
