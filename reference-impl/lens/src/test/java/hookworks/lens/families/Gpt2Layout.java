package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * GPT-2.
 *
 * @param prefix what stands before each name: nothing in the original checkpoint, {@code transformer.} in most others
 */
record Gpt2Layout(String prefix) implements Layout {
    @Override
    public String config() {
        return """
                {
                  "activation_function": "gelu_new",
                  "architectures": ["GPT2LMHeadModel"],
                  "attn_pdrop": 0.1,
                  "bos_token_id": 60,
                  "embd_pdrop": 0.1,
                  "eos_token_id": 60,
                  "initializer_range": 0.02,
                  "layer_norm_epsilon": 1e-05,
                  "model_type": "gpt2",
                  "n_ctx": 32,
                  "n_embd": 36,
                  "n_head": 4,
                  "n_layer": 2,
                  "n_positions": 32,
                  "resid_pdrop": 0.1,
                  "vocab_size": 61
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        int width = config.required("n_embd").asInt();
        int context = config.required("n_positions").asInt();
        drawing.embedding(prefix + "wte", config.required("vocab_size").asInt(), width);
        drawing.embedding(prefix + "wpe", context, width);
        for (int layer = 0; layer < config.required("n_layer").asInt(); layer++) {
            String block = "%sh.%d.".formatted(prefix, layer);
            drawing.layerNorm(block + "ln_1", width);
            drawing.causalMask(block + "attn.bias", context, Dtype.F32);
            drawing.conv1d(block + "attn.c_attn", width, 3 * width, SHARP);
            drawing.conv1d(block + "attn.c_proj", width, width, 1);
            drawing.layerNorm(block + "ln_2", width);
            int inner = config.path("n_inner").asInt(4 * width);
            drawing.conv1d(block + "mlp.c_fc", width, inner, 1);
            drawing.conv1d(block + "mlp.c_proj", inner, width, 1);
        }
        drawing.layerNorm(prefix + "ln_f", width);
    }
}
