package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** OPT with norms before each half of a block: learned positions from the table's third row on, relu, tied. */
final class OptDecoder implements Decoder {
    private static final double EPS = 1e-5;
    private static final int POSITION_OFFSET = 2;

    private final JsonNode config;
    private final Layers layers;
    /** Some files keep the tensors of the bare model, some of the model with its head. */
    private final String prefix;

    OptDecoder(Checkpoint checkpoint) {
        this.config = checkpoint.config();
        this.layers = new Layers(checkpoint);
        this.prefix = checkpoint.has("decoder.embed_tokens.weight") ? "decoder." : "model.decoder.";
    }

    @Override
    public int layers() {
        return config.required("num_hidden_layers").asInt();
    }

    @Override
    public double[][] embed(int[] tokens) {
        double[][] words = Arithmetic.lookUp(layers.table(prefix + "embed_tokens"), tokens);
        return Arithmetic.add(words, layers.positions(prefix + "embed_positions", tokens.length, POSITION_OFFSET));
    }

    @Override
    public double[][] block(int layer, double[][] residual) {
        String block = "%slayers.%d.".formatted(prefix, layer);
        double[][] normal = layers.layerNorm(block + "self_attn_layer_norm", residual, EPS);
        double[][] middle = Arithmetic.add(residual, attention(block + "self_attn.", normal));
        double[][] hidden = layers.linear(block + "fc1", layers.layerNorm(block + "final_layer_norm", middle, EPS));
        double[][] active = Arithmetic.map(
                hidden, Activations.named(config.required("activation_function").asText()));
        return Arithmetic.add(middle, layers.linear(block + "fc2", active));
    }

    private double[][] attention(String attention, double[][] x) {
        double headSize =
                (double) x[0].length / config.required("num_attention_heads").asInt();
        double[][] mixed = Attention.scaledBy(1 / Math.sqrt(headSize))
                .mix(heads(attention + "q_proj", x), heads(attention + "k_proj", x), heads(attention + "v_proj", x));
        return layers.linear(attention + "out_proj", mixed);
    }

    private double[][][] heads(String projection, double[][] x) {
        return Heads.split(
                layers.linear(projection, x),
                config.required("num_attention_heads").asInt());
    }

    @Override
    public double[][] logits(double[][] residual) {
        double[][] normal = layers.layerNorm(prefix + "final_layer_norm", residual, EPS);
        return Arithmetic.linear(normal, layers.table(prefix + "embed_tokens"));
    }
}
