package hookworks.lens.families;

import com.fasterxml.jackson.databind.JsonNode;

/** Gemma 1: as Llama, but with scaled embeddings, RMSNorm weights around one, a gate of gelu, and always tied. */
final class GemmaDecoder implements Decoder {
    private final JsonNode config;
    private final Layers layers;
    private final double eps;

    GemmaDecoder(Checkpoint checkpoint) {
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
        double[][] normal = layers.rmsNormAroundOne(block + "input_layernorm", residual, eps);
        double[][] middle = Arithmetic.add(residual, attention(block + "self_attn.", normal));
        return Arithmetic.add(
                middle, mlp(block + "mlp.", layers.rmsNormAroundOne(block + "post_attention_layernorm", middle, eps)));
    }

    private double[][] attention(String attention, double[][] x) {
        int heads = config.required("num_attention_heads").asInt();
        int keyHeads = config.required("num_key_value_heads").asInt();
        int size = config.required("head_dim").asInt();
        Rotary rotary = new Rotary(size, config.required("rope_theta").asDouble());
        double[][] mixed = Attention.scaledBy(1 / Math.sqrt(size))
                .mix(
                        rotary.turn(Heads.split(layers.linear(attention + "q_proj", x), heads)),
                        rotary.turn(Heads.split(layers.linear(attention + "k_proj", x), keyHeads)),
                        Heads.split(layers.linear(attention + "v_proj", x), keyHeads));
        return layers.linear(attention + "o_proj", mixed);
    }

    private double[][] mlp(String mlp, double[][] x) {
        double[][] gate = Arithmetic.map(layers.linear(mlp + "gate_proj", x), Activations.named(activation()));
        return layers.linear(mlp + "down_proj", Arithmetic.multiply(gate, layers.linear(mlp + "up_proj", x)));
    }

    /** The first releases said "gelu" in {@code hidden_act} and meant the tanh form, as they were trained. */
    private String activation() {
        String name = config.path("hidden_activation").asText("null").equals("null")
                ? config.path("hidden_act").asText()
                : config.path("hidden_activation").asText();
        return name.equals("gelu") ? "gelu_pytorch_tanh" : name;
    }

    @Override
    public double[][] logits(double[][] residual) {
        return layers.linear("model.embed_tokens", layers.rmsNormAroundOne("model.norm", residual, eps));
    }
}
