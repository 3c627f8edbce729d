package hookworks.lens.config;

import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Collects a config's fields by name; {@link #build} derives what is left out and checks them together. */
public final class ConfigBuilder {
    private OptionalInt nLayers = OptionalInt.empty();
    private OptionalInt dModel = OptionalInt.empty();
    private OptionalInt nCtx = OptionalInt.empty();
    private OptionalInt dVocab = OptionalInt.empty();
    private OptionalInt dVocabOut = OptionalInt.empty();
    private OptionalInt nHeads = OptionalInt.empty();
    private OptionalInt nKeyValueHeads = OptionalInt.empty();
    private OptionalInt dHead = OptionalInt.empty();
    private OptionalDouble attnScale = OptionalDouble.empty();
    private boolean scaleByInverseLayer;
    private AttentionConfig.Direction direction = AttentionConfig.Direction.CAUSAL;
    private OptionalDouble scoresSoftCap = OptionalDouble.empty();
    private Optional<AttentionConfig.Local> local = Optional.empty();
    private Optional<MlpConfig> mlp = Optional.empty();
    private boolean attnOnly;
    private boolean parallelAttnMlp;
    private Normalization normalization = Normalization.of(Normalization.Kind.LN);
    private PositionalEmbedding positional = new PositionalEmbedding.Standard();
    private OptionalDouble outputLogitsSoftCap = OptionalDouble.empty();
    private boolean tieWordEmbeddings;
    private boolean defaultPrependBos = true;
    private DataType dtype = DataType.FLOAT32;
    private Initialization initialization = Initialization.gpt2();
    private HookFlags flags = HookFlags.none();

    ConfigBuilder() {}

    ConfigBuilder(HookedTransformerConfig config) {
        nLayers(config.nLayers()).dModel(config.dModel()).nCtx(config.nCtx());
        dVocab(config.dVocab()).dVocabOut(config.dVocabOut());
        attention(config.attention());
        mlp = config.mlp();
        attnOnly = config.attnOnly();
        parallelAttnMlp = config.parallelAttnMlp();
        normalization = config.normalization();
        positional = config.positional();
        outputLogitsSoftCap = config.outputLogitsSoftCap();
        tieWordEmbeddings = config.tieWordEmbeddings();
        defaultPrependBos = config.defaultPrependBos();
        dtype = config.dtype();
        initialization = config.initialization();
        flags = config.flags();
    }

    /** How many blocks; must be given. */
    public ConfigBuilder nLayers(int value) {
        nLayers = OptionalInt.of(value);
        return this;
    }

    /** Width of the residual stream; must be given. */
    public ConfigBuilder dModel(int value) {
        dModel = OptionalInt.of(value);
        return this;
    }

    /** Longest sequence, in tokens; must be given. */
    public ConfigBuilder nCtx(int value) {
        nCtx = OptionalInt.of(value);
        return this;
    }

    /** How many token ids there are; must be given. */
    public ConfigBuilder dVocab(int value) {
        dVocab = OptionalInt.of(value);
        return this;
    }

    /** Without it, {@code d_vocab}. */
    public ConfigBuilder dVocabOut(int value) {
        dVocabOut = OptionalInt.of(value);
        return this;
    }

    /** How many query heads; must be given. */
    public ConfigBuilder nHeads(int value) {
        nHeads = OptionalInt.of(value);
        return this;
    }

    /** Without it, each query head has a key and value head of its own. */
    public ConfigBuilder nKeyValueHeads(int value) {
        nKeyValueHeads = OptionalInt.of(value);
        return this;
    }

    /** Without it, {@code d_model / n_heads}. */
    public ConfigBuilder dHead(int value) {
        dHead = OptionalInt.of(value);
        return this;
    }

    /** Without it, {@code sqrt(d_head)}. */
    public ConfigBuilder attnScale(double value) {
        attnScale = OptionalDouble.of(value);
        return this;
    }

    /** Whether scores are divided by {@code layer + 1} too; not unless said. */
    public ConfigBuilder scaleByInverseLayer(boolean value) {
        scaleByInverseLayer = value;
        return this;
    }

    /** Whether a query sees later keys; it does not unless said. */
    public ConfigBuilder direction(AttentionConfig.Direction value) {
        direction = value;
        return this;
    }

    /** Bounds attention scores by {@code cap * tanh(score / cap)}; unbounded unless said. */
    public ConfigBuilder scoresSoftCap(double value) {
        scoresSoftCap = OptionalDouble.of(value);
        return this;
    }

    /** Which layers see only the nearest keys; none unless said. */
    public ConfigBuilder local(AttentionConfig.Local value) {
        local = Optional.of(value);
        return this;
    }

    /** All of attention at once. */
    public ConfigBuilder attention(AttentionConfig value) {
        nHeads = OptionalInt.of(value.nHeads());
        nKeyValueHeads = value.nKeyValueHeads();
        dHead = OptionalInt.of(value.dHead());
        attnScale = OptionalDouble.of(value.scale());
        scaleByInverseLayer = value.scaleByInverseLayer();
        direction = value.direction();
        scoresSoftCap = value.scoresSoftCap();
        local = value.local();
        return this;
    }

    /** The MLP of each block; this or {@link #attnOnly} must be said. */
    public ConfigBuilder mlp(MlpConfig value) {
        mlp = Optional.of(value);
        attnOnly = false;
        return this;
    }

    /** No MLP. */
    public ConfigBuilder attnOnly() {
        mlp = Optional.empty();
        attnOnly = true;
        return this;
    }

    /** Whether the MLP reads what attention reads; unless said, it reads what attention left. */
    public ConfigBuilder parallelAttnMlp(boolean value) {
        parallelAttnMlp = value;
        return this;
    }

    /** Without it, LN with an eps of 1e-5. */
    public ConfigBuilder normalization(Normalization value) {
        normalization = value;
        return this;
    }

    /** Without it, learned positions that are added to the embedding. */
    public ConfigBuilder positional(PositionalEmbedding value) {
        positional = value;
        return this;
    }

    /** Bounds logits by {@code cap * tanh(logit / cap)}; unbounded unless said. */
    public ConfigBuilder outputLogitsSoftCap(double value) {
        outputLogitsSoftCap = OptionalDouble.of(value);
        return this;
    }

    /** Whether the unembedding was the embedding's transpose where the weights come from; not unless said. */
    public ConfigBuilder tieWordEmbeddings(boolean value) {
        tieWordEmbeddings = value;
        return this;
    }

    /** Whether text gets a beginning-of-sequence token; it does unless said. */
    public ConfigBuilder defaultPrependBos(boolean value) {
        defaultPrependBos = value;
        return this;
    }

    /** Of weights and activations: float32, float64 or float16; float32 unless said. */
    public ConfigBuilder dtype(DataType value) {
        dtype = value;
        return this;
    }

    /** How fresh weights are drawn; by GPT-2's rule unless said. */
    public ConfigBuilder initialization(Initialization value) {
        initialization = value;
        return this;
    }

    /** Which expensive hook points a new model starts with; none unless said. */
    public ConfigBuilder flags(HookFlags value) {
        flags = value;
        return this;
    }

    /**
     * Checks the fields and makes the config.
     *
     * @throws IllegalArgumentException naming the field that is missing, or those that disagree
     */
    public HookedTransformerConfig build() {
        if (mlp.isEmpty() && !attnOnly) {
            throw new IllegalArgumentException("the config lacks an MLP: give its d_mlp and act_fn, or say attn_only");
        }
        int vocabulary = required("d_vocab", dVocab);
        return new HookedTransformerConfig(
                required("n_layers", nLayers),
                required("d_model", dModel),
                required("n_ctx", nCtx),
                vocabulary,
                dVocabOut.orElse(vocabulary),
                attention(),
                mlp,
                parallelAttnMlp,
                normalization,
                positional,
                outputLogitsSoftCap,
                tieWordEmbeddings,
                defaultPrependBos,
                dtype,
                initialization,
                flags);
    }

    private AttentionConfig attention() {
        int heads = required("n_heads", nHeads);
        int headWidth = dHead.isPresent() ? dHead.getAsInt() : headWidth(required("d_model", dModel), heads);
        return new AttentionConfig(
                heads,
                nKeyValueHeads,
                headWidth,
                attnScale.orElse(Math.sqrt(headWidth)),
                scaleByInverseLayer,
                direction,
                scoresSoftCap,
                local);
    }

    private static int headWidth(int dModel, int nHeads) {
        if (nHeads < 1 || dModel % nHeads != 0) {
            throw new IllegalArgumentException(
                    "d_model=%d and n_heads=%d disagree: without d_head, d_model must be a multiple of n_heads"
                            .formatted(dModel, nHeads));
        }
        return dModel / nHeads;
    }

    private static int required(String field, OptionalInt value) {
        return value.orElseThrow(() -> new IllegalArgumentException("the config lacks " + field));
    }
}
