package hookworks.lens.config;

import hookworks.lens.spelling.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Reads and writes a config under TransformerLens' flat field names, and refuses what no model here can do. */
final class ConfigJson {
    /** Fields that must have one of these values where they appear: anything else is another architecture. */
    private static final Map<String, List<String>> FIXED = Map.of(
            "num_experts", List.of("null"),
            "relative_attention_max_distance", List.of("null"),
            "relative_attention_num_buckets", List.of("null"),
            "use_NTK_by_parts_rope", List.of("false"),
            "use_hook_tokens", List.of("false"),
            "load_in_4bit", List.of("false"));

    private ConfigJson() {}

    static HookedTransformerConfig read(String json) {
        JsonFields fields = JsonFields.parse(json);
        fields.names().forEach(name -> requireKnown(name, fields));
        var builder = HookedTransformerConfig.builder()
                .nLayers(fields.number("n_layers"))
                .dModel(fields.number("d_model"))
                .nCtx(fields.number("n_ctx"))
                .dVocab(fields.number("d_vocab"))
                .normalization(normalization(fields))
                .parallelAttnMlp(fields.flag("parallel_attn_mlp", false))
                .tieWordEmbeddings(fields.flag("tie_word_embeddings", false))
                .defaultPrependBos(fields.flag("default_prepend_bos", true))
                .initialization(ConfigNames.initialization(fields))
                .flags(flags(fields));
        fields.optionalNumber("d_vocab_out").ifPresent(builder::dVocabOut);
        fields.optionalText("dtype").map(ConfigNames::dataType).ifPresent(builder::dtype);
        fields.optionalDecimal("output_logits_soft_cap").ifPresent(builder::outputLogitsSoftCap);
        attention(fields, builder);
        mlp(fields).ifPresentOrElse(builder::mlp, builder::attnOnly);
        builder.positional(positional(fields));
        return builder.build();
    }

    static String write(HookedTransformerConfig config) {
        return ConfigWriting.fields(config).toString();
    }

    private static void requireKnown(String field, JsonFields fields) {
        List<String> allowed = FIXED.get(field);
        if (allowed != null && !allowed.contains(fields.text(field))) {
            throw new IllegalArgumentException(
                    "%s=%s is not supported: it must be %s".formatted(field, fields.text(field), allowed.getFirst()));
        }
        if (allowed == null && !ConfigNames.FIELDS.contains(field) && !ConfigNames.WITHOUT_EFFECT.contains(field)) {
            throw new IllegalArgumentException("unknown config field '%s' (value %s)%s"
                    .formatted(field, fields.text(field), Nearest.hint(field, new TreeSet<>(ConfigNames.FIELDS))));
        }
    }

    private static Normalization normalization(JsonFields fields) {
        Normalization.Kind kind = fields.isNull("normalization_type")
                ? Normalization.Kind.NONE
                : fields.optionalText("normalization_type")
                        .map(ConfigNames::normalization)
                        .orElse(Normalization.Kind.LN);
        return new Normalization(
                kind,
                fields.optionalDecimal("eps").orElse(Normalization.of(kind).eps()),
                fields.flag("final_rms", false),
                fields.flag("use_normalization_before_and_after", false),
                fields.flag("post_embedding_ln", false));
    }

    private static HookFlags flags(JsonFields fields) {
        return new HookFlags(
                fields.flag("use_attn_result", false),
                fields.flag("use_split_qkv_input", false),
                fields.flag("use_attn_in", false),
                fields.flag("use_hook_mlp_in", false),
                fields.flag("ungroup_grouped_query_attention", false));
    }

    private static void attention(JsonFields fields, ConfigBuilder builder) {
        builder.nHeads(heads(fields))
                .direction(ConfigNames.direction(
                        fields.optionalText("attention_dir").orElse("causal")))
                .scaleByInverseLayer(fields.flag("scale_attn_by_inverse_layer_idx", false));
        fields.optionalNumber("n_key_value_heads").ifPresent(builder::nKeyValueHeads);
        fields.optionalNumber("d_head").ifPresent(builder::dHead);
        fields.optionalDecimal("attn_scores_soft_cap").ifPresent(builder::scoresSoftCap);
        if (!fields.flag("use_attn_scale", true)) {
            builder.attnScale(1);
        } else {
            fields.optionalDecimal("attn_scale").ifPresent(builder::attnScale);
        }
        if (fields.flag("use_local_attn", false)) {
            builder.local(new AttentionConfig.Local(
                    fields.number("window_size"),
                    fields.texts("attn_types").stream()
                            .map(ConfigNames::isLocal)
                            .toList()));
        }
    }

    private static Optional<MlpConfig> mlp(JsonFields fields) {
        if (fields.flag("attn_only", false)) {
            return Optional.empty();
        }
        int width = fields.optionalNumber("d_mlp").orElseGet(() -> Math.multiplyExact(4, fields.number("d_model")));
        String actFn = fields.optionalText("act_fn")
                .orElseThrow(() -> new IllegalArgumentException("the config lacks act_fn; or say attn_only=true"));
        return Optional.of(new MlpConfig(
                width,
                ActivationFunction.named(actFn),
                fields.flag("gated_mlp", false),
                fields.flag("gated_mlp_bias", false)));
    }

    private static PositionalEmbedding positional(JsonFields fields) {
        String type = fields.optionalText("positional_embedding_type").orElse("standard");
        return switch (type) {
            case "standard" -> new PositionalEmbedding.Standard();
            case "shortformer" -> new PositionalEmbedding.Shortformer();
            case "alibi" -> new PositionalEmbedding.Alibi();
            case "rotary" ->
                new PositionalEmbedding.Rotary(
                        fields.optionalNumber("rotary_dim").orElseGet(() -> headWidth(fields)),
                        fields.optionalDecimal("rotary_base").orElse(PositionalEmbedding.Rotary.DEFAULT_BASE),
                        fields.flag("rotary_adjacent_pairs", false));
            default ->
                throw new IllegalArgumentException(
                        "positional_embedding_type=\"%s\" is not supported; these are: standard, shortformer, rotary, alibi"
                                .formatted(type));
        };
    }

    private static int headWidth(JsonFields fields) {
        return fields.optionalNumber("d_head").orElseGet(() -> fields.number("d_model") / heads(fields));
    }

    /** TransformerLens derives the heads where they are absent. */
    private static int heads(JsonFields fields) {
        OptionalInt given = fields.optionalNumber("n_heads");
        if (given.isPresent()) {
            return given.getAsInt();
        }
        int width = fields.number("d_model");
        int headWidth = fields.number("d_head");
        if (headWidth < 1 || width % headWidth != 0) {
            throw new IllegalArgumentException(
                    "d_model=%d and d_head=%d disagree: without n_heads, d_model must be a multiple of d_head"
                            .formatted(width, headWidth));
        }
        return width / headWidth;
    }
}
