package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** Mistral: Llama's tensors. */
record MistralLayout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "architectures": ["MistralForCausalLM"],
                  "attention_dropout": 0.0,
                  "bos_token_id": 1,
                  "eos_token_id": 2,
                  "hidden_act": "silu",
                  "hidden_size": 48,
                  "initializer_range": 0.02,
                  "intermediate_size": 58,
                  "max_position_embeddings": 32,
                  "model_type": "mistral",
                  "num_attention_heads": 6,
                  "num_hidden_layers": 3,
                  "num_key_value_heads": 2,
                  "rms_norm_eps": 1e-05,
                  "rope_theta": 10000.0,
                  "sliding_window": 5,
                  "tie_word_embeddings": false,
                  "torch_dtype": "bfloat16",
                  "use_cache": true,
                  "vocab_size": 61
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        new LlamaLayout().draw(config, drawing);
    }
}
