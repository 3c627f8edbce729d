package hookworks.lens.config;

import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The shape of a transformer: enough to allocate its weights, nothing about where they come from.
 *
 * @param nLayers blocks, at least 1
 * @param dModel width of the residual stream
 * @param nCtx longest sequence, in tokens
 * @param dVocab token ids go from 0 to {@code dVocab - 1}
 * @param dVocabOut width of the logits
 * @param attention the attention of each block
 * @param mlp the MLP of each block, none where the model is attention-only
 * @param parallelAttnMlp whether the MLP reads what attention reads, instead of what attention left
 * @param normalization what happens to what is read from the residual stream
 * @param positional how positions enter
 * @param outputLogitsSoftCap {@code cap * tanh(logit / cap)} where present
 * @param tieWordEmbeddings whether the unembedding was the embedding's transpose where the weights come from
 * @param defaultPrependBos whether text gets a beginning-of-sequence token unless told otherwise
 * @param dtype float32, float64 or float16; in half precision scores and norms are float32 all the same
 * @param initialization how fresh weights are drawn
 * @param flags which expensive hook points a new model starts with
 */
public record HookedTransformerConfig(
        int nLayers,
        int dModel,
        int nCtx,
        int dVocab,
        int dVocabOut,
        AttentionConfig attention,
        Optional<MlpConfig> mlp,
        boolean parallelAttnMlp,
        Normalization normalization,
        PositionalEmbedding positional,
        OptionalDouble outputLogitsSoftCap,
        boolean tieWordEmbeddings,
        boolean defaultPrependBos,
        DataType dtype,
        Initialization initialization,
        HookFlags flags) {
    private static final Set<DataType> DTYPES = Set.of(DataType.FLOAT32, DataType.FLOAT64, DataType.FLOAT16);

    public HookedTransformerConfig {
        ConfigChecks.positive("n_layers", nLayers);
        ConfigChecks.positive("d_model", dModel);
        ConfigChecks.positive("n_ctx", nCtx);
        ConfigChecks.positive("d_vocab", dVocab);
        ConfigChecks.positive("d_vocab_out", dVocabOut);
        outputLogitsSoftCap.ifPresent(cap -> ConfigChecks.positiveAndFinite("output_logits_soft_cap", cap));
        requireAgreement(nLayers, attention, mlp, parallelAttnMlp, positional);
        if (!DTYPES.contains(dtype)) { // the engine ends the process over bfloat16
            throw new IllegalArgumentException("dtype must be float32, float64 or float16, got " + dtype);
        }
        ConfigChecks.fitsOneTensor("n_heads * d_head * d_model", attention.nHeads(), attention.dHead(), dModel);
        ConfigChecks.fitsOneTensor("d_vocab * d_model", dVocab, dModel);
        ConfigChecks.fitsOneTensor("d_model * d_vocab_out", dModel, dVocabOut);
        if (positional.isLearned()) {
            ConfigChecks.fitsOneTensor("n_ctx * d_model", nCtx, dModel);
        }
        mlp.ifPresent(some -> ConfigChecks.fitsOneTensor("d_mlp * d_model", some.dMlp(), dModel));
    }

    private static void requireAgreement(
            int nLayers,
            AttentionConfig attention,
            Optional<MlpConfig> mlp,
            boolean parallelAttnMlp,
            PositionalEmbedding positional) {
        if (positional instanceof PositionalEmbedding.Rotary rotary && rotary.dim() > attention.dHead()) {
            throw new IllegalArgumentException("rotary_dim=%d and d_head=%d disagree: at most d_head can be turned"
                    .formatted(rotary.dim(), attention.dHead()));
        }
        attention.local().ifPresent(local -> {
            if (local.layers().size() != nLayers) {
                throw new IllegalArgumentException(
                        "attn_types has %d entries and n_layers=%d: there must be one a layer"
                                .formatted(local.layers().size(), nLayers));
            }
        });
        if (parallelAttnMlp && mlp.isEmpty()) {
            throw new IllegalArgumentException("attn_only=true and parallel_attn_mlp=true disagree: there is no MLP");
        }
    }

    /** Starts an attention-only model: no MLP, no normalization, shortformer positions. */
    public static ConfigBuilder attentionOnly() {
        return new ConfigBuilder()
                .attnOnly()
                .normalization(Normalization.none())
                .positional(new PositionalEmbedding.Shortformer());
    }

    /** Starts a model as TransformerLens' defaults have it: LayerNorm, learned positions, an MLP that must be given. */
    public static ConfigBuilder builder() {
        return new ConfigBuilder();
    }

    /** Starts with every field as it is here. */
    public ConfigBuilder toBuilder() {
        return new ConfigBuilder(this);
    }

    /**
     * Reads TransformerLens' flat fields.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown, unsupported or at odds with another
     */
    public static HookedTransformerConfig fromJson(String json) {
        return ConfigJson.read(json);
    }

    /** Writes TransformerLens' flat fields; {@link #fromJson} reads back an equal config. */
    public String toJson() {
        return ConfigJson.write(this);
    }

    /** Query heads of each block. */
    public int nHeads() {
        return attention.nHeads();
    }

    /** Width of one head's queries, keys and values. */
    public int dHead() {
        return attention.dHead();
    }

    /** What attention scores are divided by, before any division by the layer. */
    public double attnScale() {
        return attention.scale();
    }

    /** Whether blocks have no MLP. */
    public boolean attnOnly() {
        return mlp.isEmpty();
    }

    /** Whether the MLP normalises what its nonlinearity gives. */
    public boolean hasMlpNorm() {
        return mlp.map(MlpConfig::actFn)
                .filter(ActivationFunction::isNormalized)
                .isPresent();
    }

    /** Whether weights are of less than 32 bits, so that scores and norms take a wider type. */
    public boolean isHalfPrecision() {
        return dtype.getNumOfBytes() < Float.BYTES;
    }

    /** The shape in one line for people; {@link #toJson} has every field. */
    @Override
    public String toString() {
        return ConfigSummary.of(this);
    }
}
