package hookworks.lens.parameters;

import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.AttentionConfig;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** The names and shapes of a model's weights, letter for letter TransformerLens'. */
public final class StateDict {
    /** The embedding, {@code [d_vocab, d_model]}. */
    public static final String W_E = "embed.W_E";
    /** Learned positions, {@code [n_ctx, d_model]}. */
    public static final String W_POS = "pos_embed.W_pos";
    /** The unembedding, {@code [d_model, d_vocab_out]}. */
    public static final String W_U = "unembed.W_U";
    /** The unembedding's bias, {@code [d_vocab_out]}. */
    public static final String B_U = "unembed.b_U";

    /** Buffers that TransformerLens saves beside its weights. */
    private static final Pattern SAVED_BUFFER =
            Pattern.compile("blocks\\.\\d+\\.attn\\.(mask|IGNORE|rotary_sin|rotary_cos)|blocks\\.\\d+\\.attn\\.alibi");

    private StateDict() {}

    /** The name of a layer's weight, such as {@code blocks.1.attn.W_Q} for {@code attn.W_Q}. */
    public static String in(int layer, String weight) {
        return "blocks." + layer + "." + weight;
    }

    /** Whether a name is of something that is saved beside weights and can be made again from the config. */
    public static boolean isBuffer(String name) {
        return SAVED_BUFFER.matcher(name).matches();
    }

    /** Whether fresh weights are zero there. */
    public static boolean isBias(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.equals("b") || last.startsWith("b_") || last.startsWith("_b_");
    }

    /** Whether fresh weights are one there. */
    public static boolean isNormWeight(String name) {
        return name.endsWith(".w");
    }

    /** Every weight, in the order in which a seeded model draws them. */
    public static SequencedMap<String, Shape> shapes(HookedTransformerConfig config) {
        var shapes = new LinkedHashMap<String, Shape>();
        Normalization normalization = config.normalization();
        shapes.put(W_E, new Shape(config.dVocab(), config.dModel()));
        if (normalization.postEmbedding()) {
            norm(shapes, "embed.ln", normalization.kind(), config.dModel());
        }
        if (config.positional().isLearned()) {
            shapes.put(W_POS, new Shape(config.nCtx(), config.dModel()));
        }
        for (int layer = 0; layer < config.nLayers(); layer++) {
            int number = layer;
            layerShapes(config).forEach((name, shape) -> shapes.put(in(number, name), shape));
        }
        norm(shapes, "ln_final", normalization.finalKind(), config.dModel());
        shapes.put(W_U, new Shape(config.dModel(), config.dVocabOut()));
        shapes.put(B_U, new Shape(config.dVocabOut()));
        return shapes;
    }

    /** Every weight of one layer, by its name in the layer. */
    static SequencedMap<String, Shape> layerShapes(HookedTransformerConfig config) {
        var shapes = new LinkedHashMap<String, Shape>();
        Normalization normalization = config.normalization();
        norm(shapes, "ln1", normalization.kind(), config.dModel());
        attention(shapes, config.attention(), config.dModel());
        norm(shapes, "ln1_post", normalization.afterKind(), config.dModel());
        config.mlp().ifPresent(mlp -> {
            norm(shapes, "ln2", normalization.kind(), config.dModel());
            mlp(shapes, mlp, config);
            norm(shapes, "ln2_post", normalization.afterKind(), config.dModel());
        });
        return shapes;
    }

    private static void attention(SequencedMap<String, Shape> shapes, AttentionConfig attention, int dModel) {
        for (String projection : new String[] {"Q", "K", "V"}) {
            boolean isGrouped = isGrouped(projection, attention);
            int heads = isGrouped ? attention.keyValueHeads() : attention.nHeads();
            String mark = isGrouped ? "attn._" : "attn.";
            shapes.put(mark + "W_" + projection, new Shape(heads, dModel, attention.dHead()));
            shapes.put(mark + "b_" + projection, new Shape(heads, attention.dHead()));
        }
        shapes.put("attn.W_O", new Shape(attention.nHeads(), attention.dHead(), dModel));
        shapes.put("attn.b_O", new Shape(dModel));
    }

    /** TransformerLens marks what is stored once for several query heads with an underscore. */
    static boolean isGrouped(String projection, AttentionConfig attention) {
        return !projection.equals("Q") && attention.nKeyValueHeads().isPresent();
    }

    private static void mlp(SequencedMap<String, Shape> shapes, MlpConfig mlp, HookedTransformerConfig config) {
        shapes.put("mlp.W_in", new Shape(config.dModel(), mlp.dMlp()));
        shapes.put("mlp.b_in", new Shape(mlp.dMlp()));
        if (mlp.gated()) {
            shapes.put("mlp.W_gate", new Shape(config.dModel(), mlp.dMlp()));
        }
        if (mlp.gateBiased()) {
            shapes.put("mlp.b_gate", new Shape(mlp.dMlp()));
        }
        if (mlp.actFn().isNormalized()) {
            norm(shapes, "mlp.ln", mlpNorm(config.normalization()), mlp.dMlp());
        }
        shapes.put("mlp.W_out", new Shape(mlp.dMlp(), config.dModel()));
        shapes.put("mlp.b_out", new Shape(config.dModel()));
    }

    /** The norm inside an MLP always centres; it has parameters only where the layers' norms are plain LN. */
    public static Normalization.Kind mlpNorm(Normalization normalization) {
        return normalization.kind() == Normalization.Kind.LN ? Normalization.Kind.LN : Normalization.Kind.LN_PRE;
    }

    private static void norm(SequencedMap<String, Shape> shapes, String name, Normalization.Kind kind, int width) {
        if (kind.hasWeight()) {
            shapes.put(name + ".w", new Shape(width));
        }
        if (kind.hasBias()) {
            shapes.put(name + ".b", new Shape(width));
        }
    }
}
