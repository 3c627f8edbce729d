package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** GPT-Neo; its files hold the masks, and the head although it is tied. */
record GptNeoLayout() implements Layout {
    @Override
    public String config() {
        return """
                {
                  "activation_function": "gelu_new",
                  "architectures": ["GPTNeoForCausalLM"],
                  "attention_dropout": 0,
                  "attention_layers": ["global", "local", "global"],
                  "attention_types": [[["global", "local"], 1], [["global"], 1]],
                  "bos_token_id": 60,
                  "embed_dropout": 0,
                  "eos_token_id": 60,
                  "gradient_checkpointing": false,
                  "hidden_size": 28,
                  "initializer_range": 0.02,
                  "intermediate_size": null,
                  "layer_norm_epsilon": 1e-05,
                  "max_position_embeddings": 32,
                  "model_type": "gpt_neo",
                  "num_heads": 4,
                  "num_layers": 3,
                  "resid_dropout": 0,
                  "use_cache": true,
                  "vocab_size": 61,
                  "window_size": 5
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int context = config.required("max_position_embeddings").asInt();
        drawing.embedding("transformer.wte", config.required("vocab_size").asInt(), width);
        drawing.embedding("transformer.wpe", context, width);
        for (int layer = 0; layer < config.required("num_layers").asInt(); layer++) {
            String block = "transformer.h.%d.".formatted(layer);
            drawing.layerNorm(block + "ln_1", width);
            attention(block + "attn.attention.", width, context, drawing);
            drawing.layerNorm(block + "ln_2", width);
            int inner = config.path("intermediate_size").asInt(4 * width);
            drawing.biasedLinear(block + "mlp.c_fc", inner, width, 1);
            drawing.biasedLinear(block + "mlp.c_proj", width, inner, 1);
        }
        drawing.layerNorm("transformer.ln_f", width);
        drawing.copy("transformer.wte.weight", "lm_head.weight");
    }

    /** Less sharp than elsewhere, since nothing scales these scores down. */
    private static void attention(String attention, int width, int context, Drawing drawing) {
        drawing.causalMask(attention + "bias", context, Dtype.U8);
        drawing.maskedBias(attention + "masked_bias");
        drawing.linear(attention + "k_proj", width, width, 0.9);
        drawing.linear(attention + "v_proj", width, width, 1);
        drawing.linear(attention + "q_proj", width, width, 0.9);
        drawing.biasedLinear(attention + "out_proj", width, width, 1);
    }
}
