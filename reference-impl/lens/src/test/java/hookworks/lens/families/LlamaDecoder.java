package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * Llama, and two that differ from it in which layers see a window only (Mistral, Qwen2) and in which projections have
 * biases (Qwen2): RMSNorm, rotary positions, grouped heads, a gated MLP.
 */
final class LlamaDecoder implements Decoder {
    private final JsonNode config;
    private final Layers layers;
    private final double eps;

    LlamaDecoder(Checkpoint checkpoint) {
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
        return Arithmetic.lookUp(layers.table("model.embed_tokens"), tokens);
    }

    @Override
    public double[][] block(int layer, double[][] residual) {
        String block = "model.layers.%d.".formatted(layer);
        double[][] normal = layers.rmsNorm(block + "input_layernorm", residual, eps);
        double[][] middle = Arithmetic.add(residual, attention(layer, normal));
        return Arithmetic.add(
                middle, mlp(block + "mlp.", layers.rmsNorm(block + "post_attention_layernorm", middle, eps)));
    }

    private double[][] attention(int layer, double[][] x) {
        String attention = "model.layers.%d.self_attn.".formatted(layer);
        int heads = config.required("num_attention_heads").asInt();
        int keyHeads = config.path("num_key_value_heads").asInt(heads);
        int size = config.path("head_dim").asInt(x[0].length / heads);
        Rotary rotary = new Rotary(size, theta());
        double[][] mixed = Attention.scaledBy(1 / Math.sqrt(size))
                .within(window(layer))
                .mix(
                        rotary.turn(Heads.split(layers.linear(attention + "q_proj", x), heads)),
                        rotary.turn(Heads.split(layers.linear(attention + "k_proj", x), keyHeads)),
                        Heads.split(layers.linear(attention + "v_proj", x), keyHeads));
        return layers.linear(attention + "o_proj", mixed);
    }

    /** Newer files keep it among {@code rope_parameters}; very old ones leave it out. */
    private double theta() {
        JsonNode holder = config.has("rope_parameters") ? config.required("rope_parameters") : config;
        return holder.path("rope_theta").asDouble(10_000);
    }

    private OptionalInt window(int layer) {
        boolean windowed = switch (config.required("model_type").asText()) {
            case "mistral" -> config.path("sliding_window").isInt();
            case "qwen2" ->
                config.path("use_sliding_window").asBoolean(false)
                        && layer >= config.required("max_window_layers").asInt();
            default -> false;
        };
        return windowed ? OptionalInt.of(config.required("sliding_window").asInt()) : OptionalInt.empty();
    }

    private double[][] mlp(String mlp, double[][] x) {
        double[][] gate = Arithmetic.map(
                layers.linear(mlp + "gate_proj", x),
                Activations.named(config.required("hidden_act").asText()));
        return layers.linear(mlp + "down_proj", Arithmetic.multiply(gate, layers.linear(mlp + "up_proj", x)));
    }

    @Override
    public double[][] logits(double[][] residual) {
        boolean tied = config.path("tie_word_embeddings").asBoolean(false);
        return layers.linear(tied ? "model.embed_tokens" : "lm_head", layers.rmsNorm("model.norm", residual, eps));
    }
}
