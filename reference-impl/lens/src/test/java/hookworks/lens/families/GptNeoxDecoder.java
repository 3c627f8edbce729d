package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** GPT-NeoX and Pythia: rotary positions on part of a head, both halves of a block in parallel or one by one. */
final class GptNeoxDecoder implements Decoder {
    private final JsonNode config;
    private final Layers layers;
    private final double eps;

    GptNeoxDecoder(Checkpoint checkpoint) {
        this.config = checkpoint.config();
        this.layers = new Layers(checkpoint);
        this.eps = config.required("layer_norm_eps").asDouble();
    }

    @Override
    public int layers() {
        return config.required("num_hidden_layers").asInt();
    }

    @Override
    public double[][] embed(int[] tokens) {
        return Arithmetic.lookUp(layers.table("gpt_neox.embed_in"), tokens);
    }

    @Override
    public double[][] block(int layer, double[][] residual) {
        String block = "gpt_neox.layers.%d.".formatted(layer);
        double[][] normal = layers.layerNorm(block + "input_layernorm", residual, eps);
        double[][] middle = Arithmetic.add(residual, attention(block + "attention.", normal));
        boolean parallel = config.required("use_parallel_residual").asBoolean();
        return Arithmetic.add(middle, mlp(block, parallel ? residual : middle));
    }

    private double[][] mlp(String block, double[][] residual) {
        double[][] normal = layers.layerNorm(block + "post_attention_layernorm", residual, eps);
        double[][] hidden = layers.linear(block + "mlp.dense_h_to_4h", normal);
        double[][] active = Arithmetic.map(
                hidden, Activations.named(config.required("hidden_act").asText()));
        return layers.linear(block + "mlp.dense_4h_to_h", active);
    }

    /** The fused projection holds head after head, and within each head first q, then k, then v. */
    private double[][] attention(String attention, double[][] x) {
        int heads = config.required("num_attention_heads").asInt();
        int size = x[0].length / heads;
        double[][][] qkv = Heads.split(layers.linear(attention + "query_key_value", x), heads);
        double[][][] q = new double[heads][][];
        double[][][] k = new double[heads][][];
        double[][][] v = new double[heads][][];
        for (int head = 0; head < heads; head++) {
            q[head] = Heads.columns(qkv[head], 0, size);
            k[head] = Heads.columns(qkv[head], size, 2 * size);
            v[head] = Heads.columns(qkv[head], 2 * size, 3 * size);
        }
        Rotary rotary = rotary(size);
        double[][] mixed = Attention.scaledBy(1 / Math.sqrt(size)).mix(rotary.turn(q), rotary.turn(k), v);
        return layers.linear(attention + "dense", mixed);
    }

    private Rotary rotary(int size) {
        int dims = (int) (size * config.required("rotary_pct").asDouble());
        return new Rotary(dims, config.required("rotary_emb_base").asDouble());
    }

    @Override
    public double[][] logits(double[][] residual) {
        return layers.linear("embed_out", layers.layerNorm("gpt_neox.final_layer_norm", residual, eps));
    }
}
