package hookworks.lens;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and writes a config under TransformerLens' flat field names, and refuses what no model here can do. */
final class ConfigJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Fields that the record holds. */
    private static final Set<String> HELD = Set.of(
            "n_layers",
            "n_heads",
            "d_model",
            "d_head",
            "n_ctx",
            "d_vocab",
            "d_vocab_out",
            "use_attn_scale",
            "attn_scale",
            "use_attn_result",
            "use_split_qkv_input",
            "use_attn_in");

    /** Fields that must have one of these values where they appear: anything else is another architecture. */
    private static final Map<String, List<String>> FIXED = Map.ofEntries(
            Map.entry("attn_only", List.of("true")),
            Map.entry("normalization_type", List.of("null")),
            Map.entry("positional_embedding_type", List.of("\"shortformer\"")),
            Map.entry("attention_dir", List.of("\"causal\"")),
            Map.entry("dtype", List.of("\"float32\"", "\"torch.float32\"")),
            Map.entry("scale_attn_by_inverse_layer_idx", List.of("false")),
            Map.entry("use_local_attn", List.of("false")),
            Map.entry("parallel_attn_mlp", List.of("false")),
            Map.entry("gated_mlp", List.of("false")),
            Map.entry("final_rms", List.of("false")),
            Map.entry("post_embedding_ln", List.of("false")),
            Map.entry("use_normalization_before_and_after", List.of("false")),
            Map.entry("tie_word_embeddings", List.of("false")),
            Map.entry("use_hook_mlp_in", List.of("false")),
            Map.entry("rotary_dim", List.of("null")),
            Map.entry("attn_scores_soft_cap", List.of("-1", "-1.0")),
            Map.entry("output_logits_soft_cap", List.of("-1", "-1.0")),
            Map.entry("num_experts", List.of("null")),
            Map.entry("relative_attention_max_distance", List.of("null")),
            Map.entry("relative_attention_num_buckets", List.of("null")),
            Map.entry("load_in_4bit", List.of("false")));

    /** Fields that say nothing about what an attention-only forward pass computes. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "act_fn",
            "attn_types",
            "checkpoint_index",
            "checkpoint_label_type",
            "checkpoint_value",
            "d_mlp",
            "decoder_start_token_id",
            "default_prepend_bos",
            "device",
            "eps",
            "experts_per_token",
            "from_checkpoint",
            "init_mode",
            "init_weights",
            "initializer_range",
            "model_name",
            "n_devices",
            "n_params",
            "NTK_by_parts_factor",
            "NTK_by_parts_high_freq_factor",
            "NTK_by_parts_low_freq_factor",
            "original_architecture",
            "rotary_adjacent_pairs",
            "rotary_base",
            "seed",
            "tokenizer_name",
            "tokenizer_prepends_bos",
            "trust_remote_code",
            "ungroup_grouped_query_attention",
            "use_NTK_by_parts_rope",
            "window_size");

    private ConfigJson() {}

    static HookedTransformerConfig read(String json) {
        ObjectNode fields = parse(json);
        fields.propertyStream().forEach(field -> check(field.getKey(), field.getValue()));
        if (fields.has("n_key_value_heads") && !fields.get("n_key_value_heads").isNull()) {
            groupedHeads(fields);
        }
        for (String needed : List.of("attn_only", "positional_embedding_type")) {
            if (!fields.has(needed)) {
                throw new IllegalArgumentException("the config lacks %s; here it must be %s"
                        .formatted(needed, FIXED.getOrDefault(needed, List.of()).getFirst()));
            }
        }
        if (!fields.has("normalization_type")) {
            throw new IllegalArgumentException(
                    "the config lacks normalization_type, which then means \"LN\"; here it must be null");
        }
        return build(fields);
    }

    static String write(HookedTransformerConfig config) {
        ObjectNode fields = JSON.createObjectNode()
                .put("n_layers", config.nLayers())
                .put("n_heads", config.nHeads())
                .put("d_model", config.dModel())
                .put("d_head", config.dHead())
                .put("n_ctx", config.nCtx())
                .put("d_vocab", config.dVocab())
                .put("d_vocab_out", config.dVocabOut())
                .put("attn_only", true)
                .put("normalization_type", normalization(config.normalization()))
                .put("positional_embedding_type", positional(config.positional()))
                .put("attention_dir", "causal")
                .put("dtype", "float32")
                .put("use_attn_scale", true)
                .put("attn_scale", config.attnScale())
                .put("use_attn_result", config.flags().useAttnResult())
                .put("use_split_qkv_input", config.flags().useSplitQkvInput())
                .put("use_attn_in", config.flags().useAttnIn());
        return fields.toString();
    }

    private static @org.jspecify.annotations.Nullable String normalization(Normalization normalization) {
        return switch (normalization) {
            case Normalization.None none -> null;
        };
    }

    private static String positional(PositionalEmbedding positional) {
        return switch (positional) {
            case PositionalEmbedding.Shortformer shortformer -> "shortformer";
        };
    }

    private static HookedTransformerConfig build(ObjectNode fields) {
        var builder = HookedTransformerConfig.attentionOnly()
                .nLayers(number(fields, "n_layers"))
                .nHeads(heads(fields))
                .dModel(number(fields, "d_model"))
                .nCtx(number(fields, "n_ctx"))
                .dVocab(number(fields, "d_vocab"))
                .flags(new HookFlags(
                        flag(fields, "use_attn_result", false),
                        flag(fields, "use_split_qkv_input", false),
                        flag(fields, "use_attn_in", false)));
        if (isSet(fields, "d_head")) {
            builder.dHead(number(fields, "d_head"));
        }
        if (isSet(fields, "d_vocab_out")) {
            builder.dVocabOut(number(fields, "d_vocab_out"));
        }
        boolean scaled = flag(fields, "use_attn_scale", true);
        if (!scaled) {
            builder.attnScale(1);
        } else if (isSet(fields, "attn_scale")) {
            builder.attnScale(decimal(fields, "attn_scale"));
        }
        return builder.build();
    }

    private static ObjectNode parse(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode fields) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the config is not valid JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("the config must be one JSON object");
    }

    private static void check(String field, JsonNode value) {
        List<String> allowed = FIXED.get(field);
        if (allowed != null) {
            if (!allowed.contains(value.toString())) {
                throw new IllegalArgumentException(
                        "%s=%s is not supported: only attention-only models without".formatted(field, value)
                                + " normalization and with shortformer positions are, for which it must be "
                                + allowed.getFirst());
            }
        } else if (!HELD.contains(field) && !WITHOUT_EFFECT.contains(field) && !"n_key_value_heads".equals(field)) {
            throw new IllegalArgumentException(
                    "unknown config field '%s' (value %s): is it a TransformerLens 2 field?".formatted(field, value));
        }
    }

    private static void groupedHeads(ObjectNode fields) {
        int keyValueHeads = number(fields, "n_key_value_heads");
        if (keyValueHeads != heads(fields)) {
            throw new IllegalArgumentException(
                    "n_key_value_heads=%d and n_heads=%d disagree: grouped queries are not supported"
                            .formatted(keyValueHeads, heads(fields)));
        }
    }

    /** TransformerLens derives the heads where they are absent. */
    private static int heads(ObjectNode fields) {
        if (isSet(fields, "n_heads")) {
            return number(fields, "n_heads");
        }
        int width = number(fields, "d_model");
        int headWidth = number(fields, "d_head");
        if (headWidth < 1 || width % headWidth != 0) {
            throw new IllegalArgumentException(
                    "d_model=%d and d_head=%d disagree: without n_heads, d_model must be a multiple of d_head"
                            .formatted(width, headWidth));
        }
        return width / headWidth;
    }

    /** TransformerLens writes null or -1 for "derive it". */
    private static boolean isSet(ObjectNode fields, String field) {
        JsonNode value = fields.get(field);
        return value != null && !value.isNull() && !(value.isNumber() && value.doubleValue() == -1);
    }

    private static int number(ObjectNode fields, String field) {
        JsonNode value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the config lacks " + field);
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("%s must be a whole number, got %s".formatted(field, value));
        }
        return value.intValue();
    }

    private static double decimal(ObjectNode fields, String field) {
        JsonNode value = fields.get(field);
        if (value == null || !value.isNumber()) {
            throw new IllegalArgumentException("%s must be a number, got %s".formatted(field, value));
        }
        return value.doubleValue();
    }

    private static boolean flag(ObjectNode fields, String field, boolean otherwise) {
        JsonNode value = fields.get(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("%s must be true or false, got %s".formatted(field, value));
        }
        return value.booleanValue();
    }
}
