package hookworks.lens.config;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.Set;

/** What TransformerLens calls the fields of a config and their values. */
final class ConfigNames {
    /** Fields that say something about a model here. */
    static final Set<String> FIELDS = Set.of(
            "n_layers",
            "n_heads",
            "n_key_value_heads",
            "d_model",
            "d_head",
            "d_mlp",
            "n_ctx",
            "d_vocab",
            "d_vocab_out",
            "act_fn",
            "attn_only",
            "attention_dir",
            "attn_scale",
            "attn_scores_soft_cap",
            "attn_types",
            "default_prepend_bos",
            "dtype",
            "eps",
            "final_rms",
            "gated_mlp",
            "gated_mlp_bias",
            "init_mode",
            "initializer_range",
            "normalization_type",
            "output_logits_soft_cap",
            "parallel_attn_mlp",
            "positional_embedding_type",
            "post_embedding_ln",
            "rotary_adjacent_pairs",
            "rotary_base",
            "rotary_dim",
            "scale_attn_by_inverse_layer_idx",
            "seed",
            "tie_word_embeddings",
            "ungroup_grouped_query_attention",
            "use_attn_in",
            "use_attn_result",
            "use_attn_scale",
            "use_hook_mlp_in",
            "use_local_attn",
            "use_normalization_before_and_after",
            "use_split_qkv_input",
            "window_size");

    /** Fields that say nothing about what a forward pass computes. */
    static final Set<String> WITHOUT_EFFECT = Set.of(
            "checkpoint_index",
            "checkpoint_label_type",
            "checkpoint_value",
            "decoder_start_token_id",
            "device",
            "experts_per_token",
            "from_checkpoint",
            "init_weights",
            "model_name",
            "n_devices",
            "n_params",
            "NTK_by_parts_factor",
            "NTK_by_parts_high_freq_factor",
            "NTK_by_parts_low_freq_factor",
            "original_architecture",
            "tokenizer_name",
            "tokenizer_prepends_bos",
            "trust_remote_code");

    private static final Map<String, DataType> DATA_TYPES = Map.of(
            "float32", DataType.FLOAT32,
            "float64", DataType.FLOAT64,
            "float16", DataType.FLOAT16);

    private static final Map<String, Normalization.Kind> NORMALIZATIONS = Map.of(
            "LN", Normalization.Kind.LN,
            "LNPre", Normalization.Kind.LN_PRE,
            "RMS", Normalization.Kind.RMS,
            "RMSPre", Normalization.Kind.RMS_PRE);

    private static final Map<String, Initialization.Mode> INIT_MODES = Map.of(
            "gpt2", Initialization.Mode.GPT2,
            "xavier_uniform", Initialization.Mode.XAVIER_UNIFORM,
            "xavier_normal", Initialization.Mode.XAVIER_NORMAL,
            "kaiming_uniform", Initialization.Mode.KAIMING_UNIFORM,
            "kaiming_normal", Initialization.Mode.KAIMING_NORMAL);

    private static final Map<String, AttentionConfig.Direction> DIRECTIONS = Map.of(
            "causal", AttentionConfig.Direction.CAUSAL, "bidirectional", AttentionConfig.Direction.BIDIRECTIONAL);

    private ConfigNames() {}

    /** Python's own name for a dtype may carry its module. */
    static DataType dataType(String name) {
        return value("dtype", name.startsWith("torch.") ? name.substring("torch.".length()) : name, DATA_TYPES);
    }

    static String of(DataType type) {
        return key(type, DATA_TYPES);
    }

    static Normalization.Kind normalization(String name) {
        return value("normalization_type", name, NORMALIZATIONS);
    }

    /** Not for NONE, which is null. */
    static String of(Normalization.Kind kind) {
        return key(kind, NORMALIZATIONS);
    }

    static AttentionConfig.Direction direction(String name) {
        return value("attention_dir", name, DIRECTIONS);
    }

    static String of(PositionalEmbedding positional) {
        return switch (positional) {
            case PositionalEmbedding.Standard standard -> "standard";
            case PositionalEmbedding.Shortformer shortformer -> "shortformer";
            case PositionalEmbedding.Rotary rotary -> "rotary";
            case PositionalEmbedding.Alibi alibi -> "alibi";
        };
    }

    static String of(AttentionConfig.Direction direction) {
        return key(direction, DIRECTIONS);
    }

    static Initialization initialization(JsonFields fields) {
        return new Initialization(
                value("init_mode", fields.optionalText("init_mode").orElse("gpt2"), INIT_MODES),
                fields.optionalDecimal("initializer_range"),
                fields.optionalLong("seed"));
    }

    static String of(Initialization.Mode mode) {
        return key(mode, INIT_MODES);
    }

    static boolean isLocal(String attentionType) {
        return switch (attentionType) {
            case "local" -> true;
            case "global" -> false;
            default ->
                throw new IllegalArgumentException(
                        "attn_types holds '%s'; each must be global or local".formatted(attentionType));
        };
    }

    private static <T> T value(String field, String name, Map<String, T> values) {
        T found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("%s=\"%s\" is not supported; these are: %s"
                    .formatted(
                            field,
                            name,
                            String.join(", ", values.keySet().stream().sorted().toList())));
        }
        return found;
    }

    private static <T> String key(T value, Map<String, T> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value + " has no name in TransformerLens"));
    }
}
