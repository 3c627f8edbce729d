package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** GPT-Neo: as GPT-2, but scores are not scaled, q, k, v have no biases, and some layers see a window only. */
final class GptNeoDecoder implements Decoder {
    private final JsonNode config;
    private final Layers layers;
    private final List<String> kinds;
    private final double eps;

    GptNeoDecoder(Checkpoint checkpoint) {
        this.config = checkpoint.config();
        this.layers = new Layers(checkpoint);
        this.kinds = kinds(config.required("attention_types"));
        this.eps = config.required("layer_norm_epsilon").asDouble();
    }

    /** {@code [[["global", "local"], 2], [["local"], 1]]} says global, local, global, local, local. */
    private static List<String> kinds(JsonNode types) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode type : types) {
            for (int time = 0; time < type.required(1).asInt(); time++) {
                type.required(0).forEach(kind -> kinds.add(kind.asText()));
            }
        }
        return kinds;
    }

    @Override
    public int layers() {
        return config.required("num_layers").asInt();
    }

    @Override
    public double[][] embed(int[] tokens) {
        double[][] words = Arithmetic.lookUp(layers.table("transformer.wte"), tokens);
        return Arithmetic.add(words, layers.positions("transformer.wpe", tokens.length, 0));
    }

    @Override
    public double[][] block(int layer, double[][] residual) {
        String block = "transformer.h.%d.".formatted(layer);
        double[][] middle = Arithmetic.add(residual, attention(layer, layers.layerNorm(block + "ln_1", residual, eps)));
        double[][] hidden = layers.linear(block + "mlp.c_fc", layers.layerNorm(block + "ln_2", middle, eps));
        double[][] active = Arithmetic.map(
                hidden, Activations.named(config.required("activation_function").asText()));
        return Arithmetic.add(middle, layers.linear(block + "mlp.c_proj", active));
    }

    private double[][] attention(int layer, double[][] x) {
        String attention = "transformer.h.%d.attn.attention.".formatted(layer);
        double[][] mixed = Attention.scaledBy(1)
                .within(window(layer))
                .mix(heads(attention + "q_proj", x), heads(attention + "k_proj", x), heads(attention + "v_proj", x));
        return layers.linear(attention + "out_proj", mixed);
    }

    private double[][][] heads(String projection, double[][] x) {
        return Heads.split(
                layers.linear(projection, x), config.required("num_heads").asInt());
    }

    private OptionalInt window(int layer) {
        return kinds.get(layer).equals("local")
                ? OptionalInt.of(config.required("window_size").asInt())
                : OptionalInt.empty();
    }

    @Override
    public double[][] logits(double[][] residual) {
        return Arithmetic.linear(layers.layerNorm("transformer.ln_f", residual, eps), layers.table("transformer.wte"));
    }
}
