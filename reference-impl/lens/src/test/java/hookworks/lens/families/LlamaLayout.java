package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** Llama, and with other configs its relatives: which projections have biases is all that differs in their files. */
record LlamaLayout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "architectures": ["LlamaForCausalLM"],
                  "attention_bias": false,
                  "attention_dropout": 0.0,
                  "bos_token_id": 1,
                  "eos_token_id": 2,
                  "head_dim": 10,
                  "hidden_act": "silu",
                  "hidden_size": 36,
                  "initializer_range": 0.02,
                  "intermediate_size": 54,
                  "max_position_embeddings": 32,
                  "mlp_bias": false,
                  "model_type": "llama",
                  "num_attention_heads": 4,
                  "num_hidden_layers": 3,
                  "num_key_value_heads": 2,
                  "pretraining_tp": 1,
                  "rms_norm_eps": 1e-05,
                  "rope_scaling": null,
                  "rope_theta": 500000.0,
                  "tie_word_embeddings": false,
                  "torch_dtype": "float32",
                  "use_cache": true,
                  "vocab_size": 61
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int vocabulary = config.required("vocab_size").asInt();
        drawing.embedding("model.embed_tokens", vocabulary, width);
        for (int layer = 0; layer < config.required("num_hidden_layers").asInt(); layer++) {
            String block = "model.layers.%d.".formatted(layer);
            drawing.rmsNorm(block + "input_layernorm", width);
            mlp(block + "mlp.", config, drawing);
            drawing.rmsNorm(block + "post_attention_layernorm", width);
            attention(block + "self_attn.", config, drawing);
        }
        drawing.rmsNorm("model.norm", width);
        if (!config.path("tie_word_embeddings").asBoolean(false)) {
            drawing.linear("lm_head", vocabulary, width, 3);
        }
    }

    private static void mlp(String mlp, JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int inner = config.required("intermediate_size").asInt();
        drawing.linear(mlp + "down_proj", width, inner, 2);
        drawing.linear(mlp + "gate_proj", inner, width, 1);
        drawing.linear(mlp + "up_proj", inner, width, 1);
        if (config.path("mlp_bias").asBoolean(false)) {
            drawing.bias(mlp + "down_proj", width);
            drawing.bias(mlp + "gate_proj", inner);
            drawing.bias(mlp + "up_proj", inner);
        }
    }

    private static void attention(String attention, JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int heads = config.required("num_attention_heads").asInt();
        int size = config.path("head_dim").asInt(width / heads);
        int keyHeads = config.path("num_key_value_heads").asInt(heads);
        drawing.linear(attention + "k_proj", keyHeads * size, width, SHARP);
        drawing.linear(attention + "o_proj", width, heads * size, 1);
        drawing.linear(attention + "q_proj", heads * size, width, SHARP);
        drawing.linear(attention + "v_proj", keyHeads * size, width, 1);
        boolean all = config.path("attention_bias").asBoolean(false);
        if (all || config.required("model_type").asText().equals("qwen2")) {
            drawing.bias(attention + "k_proj", keyHeads * size);
            drawing.bias(attention + "q_proj", heads * size);
            drawing.bias(attention + "v_proj", keyHeads * size);
        }
        if (all) {
            drawing.bias(attention + "o_proj", width);
        }
    }
}
