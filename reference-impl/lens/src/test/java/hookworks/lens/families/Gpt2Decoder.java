package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** GPT-2: learned positions, LayerNorm before each half of a block, fused q, k, v side by side, tied embeddings. */
final class Gpt2Decoder implements Decoder {
    private final JsonNode config;
    private final Layers layers;
    /** Some files keep the tensors of the bare model, some of the model with its head. */
    private final String prefix;

    private final double eps;

    Gpt2Decoder(Checkpoint checkpoint) {
        this.config = checkpoint.config();
        this.layers = new Layers(checkpoint);
        this.prefix = checkpoint.has("wte.weight") ? "" : "transformer.";
        this.eps = config.required("layer_norm_epsilon").asDouble();
    }

    @Override
    public int layers() {
        return config.required("n_layer").asInt();
    }

    @Override
    public double[][] embed(int[] tokens) {
        double[][] words = Arithmetic.lookUp(layers.table(prefix + "wte"), tokens);
        return Arithmetic.add(words, layers.positions(prefix + "wpe", tokens.length, 0));
    }

    @Override
    public double[][] block(int layer, double[][] residual) {
        String block = "%sh.%d.".formatted(prefix, layer);
        double[][] middle = Arithmetic.add(residual, attention(layer, layers.layerNorm(block + "ln_1", residual, eps)));
        double[][] hidden = layers.conv1d(block + "mlp.c_fc", layers.layerNorm(block + "ln_2", middle, eps));
        double[][] active = Arithmetic.map(
                hidden, Activations.named(config.required("activation_function").asText()));
        return Arithmetic.add(middle, layers.conv1d(block + "mlp.c_proj", active));
    }

    private double[][] attention(int layer, double[][] x) {
        String attn = "%sh.%d.attn.".formatted(prefix, layer);
        double[][] qkv = layers.conv1d(attn + "c_attn", x);
        int width = x[0].length;
        double[][] mixed = Attention.scaledBy(scale(layer, width))
                .mix(
                        heads(Heads.columns(qkv, 0, width)),
                        heads(Heads.columns(qkv, width, 2 * width)),
                        heads(Heads.columns(qkv, 2 * width, 3 * width)));
        return layers.conv1d(attn + "c_proj", mixed);
    }

    private double[][][] heads(double[][] x) {
        return Heads.split(x, config.required("n_head").asInt());
    }

    private double scale(int layer, int width) {
        double headSize = (double) width / config.required("n_head").asInt();
        double scale = config.path("scale_attn_weights").asBoolean(true) ? 1 / Math.sqrt(headSize) : 1;
        return config.path("scale_attn_by_inverse_layer_idx").asBoolean(false) ? scale / (layer + 1) : scale;
    }

    @Override
    public double[][] logits(double[][] residual) {
        return Arithmetic.linear(layers.layerNorm(prefix + "ln_f", residual, eps), layers.table(prefix + "wte"));
    }
}
