package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** Gemma 2, with caps low enough to be felt. */
record Gemma2Layout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "architectures": ["Gemma2ForCausalLM"],
                  "attention_bias": false,
                  "attention_dropout": 0.0,
                  "attn_logit_softcapping": 3.0,
                  "bos_token_id": 2,
                  "cache_implementation": "hybrid",
                  "eos_token_id": 1,
                  "final_logit_softcapping": 7.0,
                  "head_dim": 14,
                  "hidden_act": "gelu_pytorch_tanh",
                  "hidden_activation": "gelu_pytorch_tanh",
                  "hidden_size": 36,
                  "initializer_range": 0.02,
                  "intermediate_size": 50,
                  "max_position_embeddings": 32,
                  "model_type": "gemma2",
                  "num_attention_heads": 4,
                  "num_hidden_layers": 3,
                  "num_key_value_heads": 2,
                  "pad_token_id": 0,
                  "query_pre_attn_scalar": 11,
                  "rms_norm_eps": 1e-06,
                  "rope_theta": 10000.0,
                  "sliding_window": 5,
                  "torch_dtype": "float32",
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
            GemmaLayout.halves(block, config, drawing);
            drawing.rmsNormAroundOne(block + "post_attention_layernorm", width);
            drawing.rmsNormAroundOne(block + "post_feedforward_layernorm", width);
            drawing.rmsNormAroundOne(block + "pre_feedforward_layernorm", width);
        }
        drawing.rmsNormAroundOne("model.norm", width);
    }
}
