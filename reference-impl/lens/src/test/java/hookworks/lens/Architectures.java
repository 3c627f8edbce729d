package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.AttentionConfig;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.config.PositionalEmbedding;
import hookworks.lens.parameters.SeededModel;
import java.util.List;
import java.util.stream.Stream;

/** Small models of every kind, whose sizes differ pairwise and whose attention is far from uniform. */
public enum Architectures {
    SHORTFORMER(HookedTransformerConfig.attentionOnly()),
    GPT2_STYLE(HookedTransformerConfig.builder().mlp(new MlpConfig(50, ActivationFunction.GELU_NEW, false))),
    SOLU(HookedTransformerConfig.builder()
            .normalization(Normalization.of(Normalization.Kind.LN_PRE))
            .mlp(new MlpConfig(50, ActivationFunction.SOLU_LN, false))),
    PARALLEL_ROTARY(HookedTransformerConfig.builder()
            .positional(new PositionalEmbedding.Rotary(2, 10_000, true))
            .parallelAttnMlp(true)
            .mlp(new MlpConfig(50, ActivationFunction.GELU, false))),
    GROUPED_ROTARY(HookedTransformerConfig.builder()
            .nKeyValueHeads(2)
            .normalization(Normalization.of(Normalization.Kind.RMS))
            .positional(new PositionalEmbedding.Rotary(4, 10_000, false))
            .mlp(new MlpConfig(50, ActivationFunction.SILU, true))),
    LOCAL_CAPPED(HookedTransformerConfig.builder()
            .local(new AttentionConfig.Local(3, List.of(true, false)))
            .scoresSoftCap(2)
            .outputLogitsSoftCap(3)
            .normalization(new Normalization(Normalization.Kind.RMS, 1e-6, false, true, false))
            .mlp(new MlpConfig(50, ActivationFunction.RELU, true))),
    ALIBI(HookedTransformerConfig.builder()
            .positional(new PositionalEmbedding.Alibi())
            .normalization(new Normalization(Normalization.Kind.LN, 1e-5, false, false, true))
            .mlp(new MlpConfig(50, ActivationFunction.GELU_FAST, false)));

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final HookedTransformerConfig config;

    Architectures(ConfigBuilder builder) {
        this.config = builder.nLayers(2)
                .nHeads(6)
                .dModel(24)
                .dHead(4)
                .nCtx(32)
                .dVocab(37)
                .build();
    }

    public HookedTransformerConfig config() {
        return config;
    }

    public HookedTransformer load() {
        return HookedTransformer.seeded(new SeededModel(config, 0.4, 7), Device.cpu());
    }

    static Stream<Architectures> all() {
        return Stream.of(values());
    }

    /** {@code [batch, pos]} int64, no two rows alike. */
    public static NDArray tokens(NDManager manager, int batch, int positions) {
        long[] ids = new long[batch * positions];
        for (int cell = 0; cell < ids.length; cell++) {
            ids[cell] = (cell * 17L + cell / positions * 3L + 5) % 37;
        }
        return manager.create(ids, new Shape(batch, positions));
    }
}
