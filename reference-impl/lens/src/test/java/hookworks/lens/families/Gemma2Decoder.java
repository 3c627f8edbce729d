package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Gemma 2: as Gemma 1, with norms after each half of a block too, soft caps, and a window on every even layer. */
final class Gemma2Decoder implements Decoder {
    private final JsonNode config;
    private final Layers layers;
    private final double eps;

    Gemma2Decoder(Checkpoint checkpoint) {
        this.config = checkpoint.config();
        this.layers = new Layers(checkpoint);
        this.eps = config.required("rms_norm_eps").asDouble();
    }

    @Override
    public int layers() {
        return config.required("num_hidden_layers").asInt();
    }

    @Override
    public double[][] embed(int[] tokens) {
        double scale = Math.sqrt(config.required("hidden_size").asInt());
        return Arithmetic.map(Arithmetic.lookUp(layers.table("model.embed_tokens"), tokens), x -> x * scale);
    }

    @Override
    public double[][] block(int layer, double[][] residual) {
        String block = "model.layers.%d.".formatted(layer);
        double[][] attended = attention(layer, norm(block + "input_layernorm", residual));
        double[][] middle = Arithmetic.add(residual, norm(block + "post_attention_layernorm", attended));
        double[][] fed = mlp(block + "mlp.", norm(block + "pre_feedforward_layernorm", middle));
        return Arithmetic.add(middle, norm(block + "post_feedforward_layernorm", fed));
    }

    private double[][] norm(String name, double[][] x) {
        return layers.rmsNormAroundOne(name, x, eps);
    }

    private double[][] attention(int layer, double[][] x) {
        String attention = "model.layers.%d.self_attn.".formatted(layer);
        int heads = config.required("num_attention_heads").asInt();
        int keyHeads = config.required("num_key_value_heads").asInt();
        Rotary rotary = new Rotary(
                config.required("head_dim").asInt(),
                config.required("rope_theta").asDouble());
        double[][] mixed = scores(layer)
                .mix(
                        rotary.turn(Heads.split(layers.linear(attention + "q_proj", x), heads)),
                        rotary.turn(Heads.split(layers.linear(attention + "k_proj", x), keyHeads)),
                        Heads.split(layers.linear(attention + "v_proj", x), keyHeads));
        return layers.linear(attention + "o_proj", mixed);
    }

    private Attention scores(int layer) {
        double scale = 1 / Math.sqrt(config.required("query_pre_attn_scalar").asDouble());
        int window = config.required("sliding_window").asInt();
        return Attention.scaledBy(scale)
                .within(layer % 2 == 0 ? OptionalInt.of(window) : OptionalInt.empty())
                .cappedAt(cap("attn_logit_softcapping"));
    }

    private OptionalDouble cap(String field) {
        JsonNode cap = config.path(field);
        return cap.isNumber() ? OptionalDouble.of(cap.asDouble()) : OptionalDouble.empty();
    }

    private double[][] mlp(String mlp, double[][] x) {
        double[][] gate = Arithmetic.map(
                layers.linear(mlp + "gate_proj", x),
                Activations.named(config.required("hidden_activation").asText()));
        return layers.linear(mlp + "down_proj", Arithmetic.multiply(gate, layers.linear(mlp + "up_proj", x)));
    }

    @Override
    public double[][] logits(double[][] residual) {
        double[][] raw = layers.linear("model.embed_tokens", norm("model.norm", residual));
        OptionalDouble cap = cap("final_logit_softcapping");
        return cap.isPresent() ? Arithmetic.map(raw, x -> cap.getAsDouble() * Math.tanh(x / cap.getAsDouble())) : raw;
    }
}
