package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * OPT; its table of positions has two rows more than there are positions.
 *
 * @param prefix what stands before each name: {@code model.decoder.}, or {@code decoder.} in files of the bare model
 */
record OptLayout(String prefix) implements Layout {
    @Override
    public String config() {
        return """
                {
                  "_remove_final_layer_norm": false,
                  "activation_dropout": 0.0,
                  "activation_function": "relu",
                  "architectures": ["OPTForCausalLM"],
                  "attention_dropout": 0.0,
                  "bos_token_id": 2,
                  "do_layer_norm_before": true,
                  "dropout": 0.1,
                  "eos_token_id": 2,
                  "ffn_dim": 54,
                  "hidden_size": 36,
                  "init_std": 0.02,
                  "layerdrop": 0.0,
                  "max_position_embeddings": 32,
                  "model_type": "opt",
                  "num_attention_heads": 4,
                  "num_hidden_layers": 2,
                  "pad_token_id": 1,
                  "prefix": "</s>",
                  "torch_dtype": "float16",
                  "use_cache": true,
                  "vocab_size": 61,
                  "word_embed_proj_dim": 36
                }""";
    }

    @Override
    public void draw(JsonNode config, Drawing drawing) {
        int width = config.required("hidden_size").asInt();
        int inner = config.required("ffn_dim").asInt();
        int positions = config.required("max_position_embeddings").asInt() + 2;
        drawing.embedding(prefix + "embed_tokens", config.required("vocab_size").asInt(), width);
        drawing.embedding(prefix + "embed_positions", positions, width);
        drawing.layerNorm(prefix + "final_layer_norm", width);
        for (int layer = 0; layer < config.required("num_hidden_layers").asInt(); layer++) {
            String block = "%slayers.%d.".formatted(prefix, layer);
            drawing.biasedLinear(block + "self_attn.k_proj", width, width, SHARP);
            drawing.biasedLinear(block + "self_attn.v_proj", width, width, 1);
            drawing.biasedLinear(block + "self_attn.q_proj", width, width, SHARP);
            drawing.biasedLinear(block + "self_attn.out_proj", width, width, 1);
            drawing.layerNorm(block + "self_attn_layer_norm", width);
            drawing.biasedLinear(block + "fc1", inner, width, 1);
            drawing.biasedLinear(block + "fc2", width, inner, 1);
            drawing.layerNorm(block + "final_layer_norm", width);
        }
    }
}
