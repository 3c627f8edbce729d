package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** Gemma 1, with one key head as in its smaller size; its config does not say that it is tied. */
record GemmaLayout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "architectures": ["GemmaForCausalLM"],
                  "attention_bias": false,
                  "attention_dropout": 0.0,
                  "bos_token_id": 2,
                  "eos_token_id": 1,
                  "head_dim": 14,
                  "hidden_act": "gelu_pytorch_tanh",
                  "hidden_activation": "gelu_pytorch_tanh",
                  "hidden_size": 36,
                  "initializer_range": 0.02,
                  "intermediate_size": 50,
                  "max_position_embeddings": 32,
                  "model_type": "gemma",
                  "num_attention_heads": 4,
                  "num_hidden_layers": 2,
                  "num_key_value_heads": 1,
                  "pad_token_id": 0,
                  "rms_norm_eps": 1e-06,
                  "rope_scaling": null,
                  "rope_theta": 10000.0,
                  "torch_dtype": "bfloat16",
                  "use_cache": true,
                  "vocab_size": 61
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        drawing.embedding("model.embed_tokens", config.required("vocab_size").asInt(), width);
        for (int layer = 0; layer < config.required("num_hidden_layers").asInt(); layer++) {
            String block = "model.layers.%d.".formatted(layer);
            drawing.rmsNormAroundOne(block + "input_layernorm", width);
            halves(block, config, drawing);
            drawing.rmsNormAroundOne(block + "post_attention_layernorm", width);
        }
        drawing.rmsNormAroundOne("model.norm", width);
    }

    /** The gated MLP and the attention, which Gemma 2 has alike. */
    static void halves(String block, JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int inner = config.required("intermediate_size").asInt();
        drawing.linear(block + "mlp.down_proj", width, inner, 4);
        drawing.linear(block + "mlp.gate_proj", inner, width, 1);
        drawing.linear(block + "mlp.up_proj", inner, width, 1);
        int size = config.required("head_dim").asInt();
        int heads = config.required("num_attention_heads").asInt() * size;
        int keyHeads = config.required("num_key_value_heads").asInt() * size;
        drawing.linear(block + "self_attn.k_proj", keyHeads, width, SHARP);
        drawing.linear(block + "self_attn.o_proj", width, heads, 4);
        drawing.linear(block + "self_attn.q_proj", heads, width, SHARP);
        drawing.linear(block + "self_attn.v_proj", keyHeads, width, 1);
    }
}
