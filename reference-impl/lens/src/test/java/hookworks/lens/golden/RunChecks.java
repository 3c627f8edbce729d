package hookworks.lens.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookFlags;
import hookworks.lens.forward.ModelInput;
import java.util.List;

/** Logits, losses, every activation with every flag, runs that stop early, and ablations. */
final class RunChecks {
    private RunChecks() {}

    static void check(GoldenCase golden) {
        NDArray tokens = golden.given("tokens");
        HookedTransformer model = golden.model();
        golden.compare("logits", model.forward(tokens));
        golden.compare("loss", model.loss(tokens));
        golden.compare("loss_per_token", model.lossPerToken(tokens));
        caches(golden, tokens);
        stops(golden, tokens);
        ablations(golden, tokens);
    }

    private static void caches(GoldenCase golden, NDArray tokens) {
        HookedTransformer model = golden.model();
        CachedRun plain = model.runWithCache(tokens);
        golden.compare("logits", plain.logits());
        assertThat(plain.cache().names()).containsExactlyInAnyOrderElementsOf(golden.names("cache/"));
        golden.names("cache/")
                .forEach(name -> golden.compare("cache/" + name, plain.cache().get(name)));

        HookFlags before = model.flags();
        model.setUseAttnResult(true);
        model.setUseSplitQkvInput(true);
        model.setUseHookMlpIn(!model.config().attnOnly());
        CachedRun apart = model.runWithCache(tokens);
        golden.compare("logits", apart.logits());
        golden.names("flags/")
                .forEach(name -> golden.compare("flags/" + name, apart.cache().get(name)));
        model.setUseSplitQkvInput(false);
        if (model.config().attention().queriesPerKey() == 1) {
            model.setUseAttnIn(true);
            golden.compare("logits", model.forward(tokens));
            model.setUseAttnIn(false);
        }
        model.setUseHookMlpIn(false);
        model.setUseAttnResult(before.useAttnResult());
    }

    private static void stops(GoldenCase golden, NDArray tokens) {
        for (int layer = 0; layer <= golden.model().config().nLayers(); layer++) {
            String name = "stop_at_layer_%d/resid".formatted(layer);
            if (golden.has(name)) {
                NDArray residual = golden.model().forwardUntilLayer(tokens, layer);
                golden.compare(name, residual);
                golden.compare("logits", golden.model().forward(ModelInput.startingAt(layer, residual)));
            }
        }
    }

    private static void ablations(GoldenCase golden, NDArray tokens) {
        for (String name : golden.names("ablate/")) {
            golden.compare(
                    "ablate/" + name,
                    golden.model()
                            .runWithHooks(tokens, List.of(Ablation.parse(name).hook())));
        }
    }
}
