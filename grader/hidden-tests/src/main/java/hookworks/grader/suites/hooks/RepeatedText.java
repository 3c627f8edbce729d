package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;

/**
 * A model with random weights and repeated tokens for it. Whatever begins a row is no particular token.
 *
 * @param tokens {@code [batch, 2 S + 1]} int64
 * @param block S
 */
public record RepeatedText(HookedTransformer model, NDArray tokens, int block) {
    private static final int BATCH = 3;

    /** Two layers of more heads, three rows, and some room left in the context. */
    public static RepeatedText drawn(Scenarios scenarios) {
        return of(scenarios, 2, scenarios.between(4, 6), BATCH, scenarios.between(5, 8));
    }

    public static RepeatedText of(Scenarios scenarios, int layers, int heads, int batch, int block) {
        return on(model(scenarios, layers, heads, 2 * block + 4), scenarios, batch, block);
    }

    static HookedTransformer model(Scenarios scenarios, int layers, int heads, int context) {
        int vocabulary = scenarios.between(29, 39);
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(layers)
                .nHeads(heads)
                .dModel(scenarios.between(19, 25))
                .dHead(7)
                .nCtx(context)
                .dVocab(vocabulary)
                .build();
        return scenarios.modelWithTokenizer(config, Scenarios.LIVELY, scenarios.between(1, vocabulary - 1));
    }

    /** Other tokens for a model that is there. */
    public static RepeatedText on(HookedTransformer model, Scenarios scenarios, int batch, int block) {
        int length = 2 * block + 1;
        long[] tokens = scenarios
                .random()
                .longs((long) batch * length, 0, model.config().dVocab())
                .toArray();
        for (int row = 0; row < batch; row++) {
            int start = row * length + 1;
            System.arraycopy(tokens, start, tokens, start + block, block);
        }
        return new RepeatedText(model, scenarios.manager().create(tokens, new Shape(batch, length)), block);
    }

    public int layers() {
        return model.config().nLayers();
    }

    public int heads() {
        return model.config().nHeads();
    }

    public int batch() {
        return Math.toIntExact(tokens.getShape().get(0));
    }

    public NDManager manager() {
        return tokens.getManager();
    }
}
