package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model's weights as a forward pass wants them. All are views of the stored ones, and belong to whom those belong.
 *
 * @param embedding {@code [d_vocab, d_model]}
 * @param embeddingNorm of the embedding, without parameters unless the model has one
 * @param positions {@code [n_ctx, d_model]}, null where positions are not learned
 * @param layers one per block
 * @param finalNorm before the unembedding
 * @param unembedding {@code [d_vocab_out, d_model]}
 * @param unembeddingBias {@code [d_vocab_out]}
 */
public record Parameters(
        NDArray embedding,
        NormParameters embeddingNorm,
        @Nullable NDArray positions,
        List<Layer> layers,
        NormParameters finalNorm,
        NDArray unembedding,
        NDArray unembeddingBias) {

    /**
     * One block's weights.
     *
     * @param ln1 before attention
     * @param attention how heads read and write
     * @param ln1Post of what attention writes, without parameters unless the model has one
     * @param ln2 before the MLP
     * @param mlp null where there is none
     * @param ln2Post of what the MLP writes, without parameters unless the model has one
     */
    public record Layer(
            NormParameters ln1,
            AttentionParameters attention,
            NormParameters ln1Post,
            NormParameters ln2,
            @Nullable MlpParameters mlp,
            NormParameters ln2Post) {}

    /**
     * A norm's parameters.
     *
     * @param weight {@code [d_model]}, or {@code [d_mlp]} inside an MLP; null where it has none
     * @param bias of the same shape, null where it has none
     */
    public record NormParameters(
            @Nullable NDArray weight, @Nullable NDArray bias) {}

    /**
     * Attention's weights.
     *
     * @param query how queries are read from the stream
     * @param key how keys are, for as many heads as there are keys
     * @param value how values are, for as many heads as there are values
     * @param output {@code [d_model, head * d_head]}
     * @param outputBias {@code [d_model]}
     * @param outputHeads {@code [head, d_head, d_model]}
     */
    public record AttentionParameters(
            Projection query,
            Projection key,
            Projection value,
            NDArray output,
            NDArray outputBias,
            NDArray outputHeads) {}

    /**
     * How all heads read.
     *
     * @param fused {@code [head * d_head, d_model]}
     * @param fusedBias {@code [head * d_head]}
     * @param heads {@code [head, d_model, d_head]}
     * @param headsBias {@code [head, d_head]}
     */
    public record Projection(NDArray fused, NDArray fusedBias, NDArray heads, NDArray headsBias) {}

    /**
     * An MLP's weights.
     *
     * @param input {@code [d_mlp, d_model]}
     * @param inputBias {@code [d_mlp]}
     * @param gate {@code [d_mlp, d_model]}, null where it is not gated
     * @param gateBias {@code [d_mlp]}, null where the gate has none
     * @param norm of what the nonlinearity gives, without parameters unless the model has one
     * @param output {@code [d_model, d_mlp]}
     * @param outputBias {@code [d_model]}
     */
    public record MlpParameters(
            NDArray input,
            NDArray inputBias,
            @Nullable NDArray gate,
            @Nullable NDArray gateBias,
            NormParameters norm,
            NDArray output,
            NDArray outputBias) {}

    /** Views weights that are named as in a state dict and stored as {@link WeightLayout} has them. */
    static Parameters of(HookedTransformerConfig config, Function<String, NDArray> stored) {
        var views = new Views(config, stored);
        Normalization normalization = config.normalization();
        return new Parameters(
                stored.apply(StateDict.W_E),
                views.norm("embed.ln", normalization.postEmbedding() ? normalization.kind() : Normalization.Kind.NONE),
                config.positional().isLearned() ? stored.apply(StateDict.W_POS) : null,
                IntStream.range(0, config.nLayers()).mapToObj(views::layer).toList(),
                views.norm("ln_final", normalization.finalKind()),
                stored.apply(StateDict.W_U).transpose(),
                stored.apply(StateDict.B_U));
    }

    private record Views(HookedTransformerConfig config, Function<String, NDArray> stored) {
        Layer layer(int layer) {
            Normalization.Kind kind = config.normalization().kind();
            Normalization.Kind after = config.normalization().afterKind();
            return new Layer(
                    norm(StateDict.in(layer, "ln1"), kind),
                    attention(layer),
                    norm(StateDict.in(layer, "ln1_post"), after),
                    norm(StateDict.in(layer, "ln2"), config.attnOnly() ? Normalization.Kind.NONE : kind),
                    config.mlp().map(mlp -> mlp(layer, mlp)).orElse(null),
                    norm(StateDict.in(layer, "ln2_post"), config.attnOnly() ? Normalization.Kind.NONE : after));
        }

        NormParameters norm(String name, Normalization.Kind kind) {
            return new NormParameters(
                    kind.hasWeight() ? stored.apply(name + ".w") : null,
                    kind.hasBias() ? stored.apply(name + ".b") : null);
        }

        private AttentionParameters attention(int layer) {
            NDArray outputHeads = stored.apply(StateDict.in(layer, "attn.W_O"));
            return new AttentionParameters(
                    projection(layer, "Q"),
                    projection(layer, "K"),
                    projection(layer, "V"),
                    outputHeads.reshape(-1, config.dModel()).transpose(),
                    stored.apply(StateDict.in(layer, "attn.b_O")),
                    outputHeads);
        }

        private Projection projection(int layer, String which) {
            String mark = StateDict.isGrouped(which, config.attention()) ? "attn._" : "attn.";
            String name = StateDict.in(layer, mark + "W_" + which);
            NDArray fused = stored.apply(name);
            NDArray bias = stored.apply(StateDict.in(layer, mark + "b_" + which));
            return new Projection(fused, bias.reshape(-1), WeightLayout.transformerLens(name, fused, config), bias);
        }

        private MlpParameters mlp(int layer, MlpConfig mlp) {
            String ln = StateDict.in(layer, "mlp.ln");
            Normalization.Kind norm =
                    mlp.actFn().isNormalized() ? StateDict.mlpNorm(config.normalization()) : Normalization.Kind.NONE;
            return new MlpParameters(
                    stored.apply(StateDict.in(layer, "mlp.W_in")).transpose(),
                    stored.apply(StateDict.in(layer, "mlp.b_in")),
                    mlp.gated()
                            ? stored.apply(StateDict.in(layer, "mlp.W_gate")).transpose()
                            : null,
                    mlp.gateBiased() ? stored.apply(StateDict.in(layer, "mlp.b_gate")) : null,
                    norm(ln, norm),
                    stored.apply(StateDict.in(layer, "mlp.W_out")).transpose(),
                    stored.apply(StateDict.in(layer, "mlp.b_out")));
        }
    }
}
