package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** Qwen2: Llama's tensors, with biases on q, k and v; it names a window and does not use it. */
record Qwen2Layout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "architectures": ["Qwen2ForCausalLM"],
                  "attention_dropout": 0.0,
                  "bos_token_id": 59,
                  "eos_token_id": 60,
                  "hidden_act": "silu",
                  "hidden_size": 40,
                  "initializer_range": 0.02,
                  "intermediate_size": 62,
                  "max_position_embeddings": 32,
                  "max_window_layers": 1,
                  "model_type": "qwen2",
                  "num_attention_heads": 4,
                  "num_hidden_layers": 3,
                  "num_key_value_heads": 2,
                  "rms_norm_eps": 1e-06,
                  "rope_theta": 1000000.0,
                  "sliding_window": 5,
                  "tie_word_embeddings": true,
                  "torch_dtype": "bfloat16",
                  "use_cache": true,
                  "use_sliding_window": false,
                  "vocab_size": 61
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        new LlamaLayout().draw(config, drawing);
    }
}
