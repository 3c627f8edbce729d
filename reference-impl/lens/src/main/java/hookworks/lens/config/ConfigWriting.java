package hookworks.lens.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a config under TransformerLens' flat field names. */
final class ConfigWriting {
    private ConfigWriting() {}

    static ObjectNode fields(HookedTransformerConfig config) {
        ObjectNode fields = JsonFields.JSON
                .createObjectNode()
                .put("n_layers", config.nLayers())
                .put("d_model", config.dModel())
                .put("n_ctx", config.nCtx())
                .put("d_vocab", config.dVocab())
                .put("d_vocab_out", config.dVocabOut())
                .put("parallel_attn_mlp", config.parallelAttnMlp())
                .put("tie_word_embeddings", config.tieWordEmbeddings())
                .put("default_prepend_bos", config.defaultPrependBos())
                .put("dtype", ConfigNames.of(config.dtype()));
        config.outputLogitsSoftCap().ifPresent(cap -> fields.put("output_logits_soft_cap", cap));
        attention(config.attention(), fields);
        mlp(config, fields);
        normalization(config.normalization(), fields);
        positional(config.positional(), fields);
        initialization(config.initialization(), fields);
        flags(config.flags(), fields);
        return fields;
    }

    private static void attention(AttentionConfig attention, ObjectNode fields) {
        fields.put("n_heads", attention.nHeads())
                .put("d_head", attention.dHead())
                .put("use_attn_scale", true)
                .put("attn_scale", attention.scale())
                .put("scale_attn_by_inverse_layer_idx", attention.scaleByInverseLayer())
                .put("attention_dir", ConfigNames.of(attention.direction()));
        attention.nKeyValueHeads().ifPresent(heads -> fields.put("n_key_value_heads", heads));
        attention.scoresSoftCap().ifPresent(cap -> fields.put("attn_scores_soft_cap", cap));
        attention.local().ifPresent(local -> {
            fields.put("use_local_attn", true).put("window_size", local.windowSize());
            var types = fields.putArray("attn_types");
            local.layers().forEach(isLocal -> types.add(isLocal ? "local" : "global"));
        });
    }

    private static void mlp(HookedTransformerConfig config, ObjectNode fields) {
        fields.put("attn_only", config.attnOnly());
        config.mlp()
                .ifPresent(mlp -> fields.put("d_mlp", mlp.dMlp())
                        .put("act_fn", mlp.actFn().jsonName())
                        .put("gated_mlp", mlp.gated()));
        config.mlp().filter(MlpConfig::gateBiased).ifPresent(mlp -> fields.put("gated_mlp_bias", true));
    }

    private static void normalization(Normalization normalization, ObjectNode fields) {
        fields.put("normalization_type", normalization.isNone() ? null : ConfigNames.of(normalization.kind()))
                .put("eps", normalization.eps())
                .put("final_rms", normalization.finalRms())
                .put("use_normalization_before_and_after", normalization.beforeAndAfter())
                .put("post_embedding_ln", normalization.postEmbedding());
    }

    private static void positional(PositionalEmbedding positional, ObjectNode fields) {
        fields.put("positional_embedding_type", ConfigNames.of(positional));
        if (positional instanceof PositionalEmbedding.Rotary rotary) {
            fields.put("rotary_dim", rotary.dim())
                    .put("rotary_base", rotary.base())
                    .put("rotary_adjacent_pairs", rotary.adjacentPairs());
        }
    }

    private static void initialization(Initialization initialization, ObjectNode fields) {
        fields.put("init_mode", ConfigNames.of(initialization.mode()));
        initialization.range().ifPresent(range -> fields.put("initializer_range", range));
        initialization.seed().ifPresent(seed -> fields.put("seed", seed));
    }

    private static void flags(HookFlags flags, ObjectNode fields) {
        fields.put("use_attn_result", flags.useAttnResult())
                .put("use_split_qkv_input", flags.useSplitQkvInput())
                .put("use_attn_in", flags.useAttnIn())
                .put("use_hook_mlp_in", flags.useHookMlpIn())
                .put("ungroup_grouped_query_attention", flags.ungroupGroupedQueryAttention());
    }
}
