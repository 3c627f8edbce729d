package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;

/** Models with random weights, and what passes in them on random tokens. */
final class RealRuns {
    private RealRuns() {}

    /** Attention only, with shortformer positions; three layers, and sizes that all differ. */
    static HookedTransformer model(Scenarios scenarios) {
        return model(scenarios, 3, 5, scenarios.between(21, 27), 4);
    }

    /** As {@link #model(Scenarios)}, but of these sizes. */
    static HookedTransformer model(Scenarios scenarios, int layers, int heads, int dModel, int dHead) {
        var sizes = HookedTransformerConfig.attentionOnly()
                .nLayers(layers)
                .nHeads(heads)
                .dModel(dModel)
                .dHead(dHead)
                .nCtx(scenarios.between(16, 20))
                .dVocab(scenarios.between(31, 47));
        return model(scenarios, sizes);
    }

    /** Two layers of three heads, where everything else has one size. */
    static HookedTransformer square(Scenarios scenarios, int size) {
        var sizes = HookedTransformerConfig.attentionOnly()
                .nLayers(2)
                .nHeads(3)
                .dModel(size)
                .dHead(size)
                .nCtx(size)
                .dVocab(size);
        return model(scenarios, sizes);
    }

    private static HookedTransformer model(Scenarios scenarios, ConfigBuilder sizes) {
        var config = sizes.flags(HookFlags.none().withAttnResult(true)).build();
        return scenarios.model(config, 1 + scenarios.random().nextDouble());
    }

    /** Every activation of one text of so many random tokens, what each head wrote among them; without a batch axis. */
    static ActivationCache cache(Scenarios scenarios, HookedTransformer model, int length) {
        long[] ids =
                scenarios.random().longs(length, 0, model.config().dVocab()).toArray();
        NDArray tokens = scenarios.manager().create(ids).reshape(1, length);
        return model.runWithCache(tokens).cache().removeBatchDim();
    }
}
