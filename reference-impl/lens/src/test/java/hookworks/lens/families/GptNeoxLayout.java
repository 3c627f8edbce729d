package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** GPT-NeoX and Pythia; 0.35 of a head's 12 entries turn, rounded down to 4. */
record GptNeoxLayout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "architectures": ["GPTNeoXForCausalLM"],
                  "bos_token_id": 0,
                  "eos_token_id": 0,
                  "hidden_act": "gelu",
                  "hidden_size": 48,
                  "initializer_range": 0.02,
                  "intermediate_size": 70,
                  "layer_norm_eps": 1e-05,
                  "max_position_embeddings": 32,
                  "model_type": "gpt_neox",
                  "num_attention_heads": 4,
                  "num_hidden_layers": 2,
                  "rotary_emb_base": 10000,
                  "rotary_pct": 0.35,
                  "tie_word_embeddings": false,
                  "torch_dtype": "float16",
                  "use_cache": true,
                  "use_parallel_residual": true,
                  "vocab_size": 61
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int inner = config.required("intermediate_size").asInt();
        int vocabulary = config.required("vocab_size").asInt();
        drawing.embedding("gpt_neox.embed_in", vocabulary, width);
        for (int layer = 0; layer < config.required("num_hidden_layers").asInt(); layer++) {
            String block = "gpt_neox.layers.%d.".formatted(layer);
            drawing.layerNorm(block + "input_layernorm", width);
            drawing.layerNorm(block + "post_attention_layernorm", width);
            buffers(block + "attention.", config, drawing);
            drawing.biasedLinear(block + "attention.query_key_value", 3 * width, width, SHARP);
            drawing.biasedLinear(block + "attention.dense", width, width, 1);
            drawing.biasedLinear(block + "mlp.dense_h_to_4h", inner, width, 1);
            drawing.biasedLinear(block + "mlp.dense_4h_to_h", width, inner, 1);
        }
        drawing.layerNorm("gpt_neox.final_layer_norm", width);
        drawing.linear("embed_out", vocabulary, width, 3);
    }

    private static void buffers(String attention, JsonNode config, Drawing drawing) {
        int size = config.required("hidden_size").asInt()
                / config.required("num_attention_heads").asInt();
        int dims = (int) (size * config.required("rotary_pct").asDouble());
        drawing.causalMask(
                attention + "bias", config.required("max_position_embeddings").asInt(), Dtype.U8);
        drawing.maskedBias(attention + "masked_bias");
        drawing.rotaryFrequencies(
                attention + "rotary_emb.inv_freq",
                dims,
                config.required("rotary_emb_base").asDouble());
    }
}
