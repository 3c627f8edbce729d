package hookworks.lens.forward;

import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import hookworks.lens.config.Normalization;
import hookworks.lens.hooks.HookPoints;
import hookworks.lens.hooks.LayerPoint;
import hookworks.lens.parameters.Parameters;
import hookworks.lens.parameters.Parameters.MlpParameters;
import hookworks.lens.parameters.Parameters.NormParameters;
import hookworks.lens.parameters.StateDict;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts a model's parts together as its config says. */
record Assembly(HookedTransformerConfig config, HookPoints points, PlaceTables places, Parameters parameters) {

    Norm embeddingNorm() {
        Normalization normalization = config.normalization();
        return new Norm(
                normalization.postEmbedding() ? normalization.kind() : Normalization.Kind.NONE,
                normalization.eps(),
                parameters.embeddingNorm(),
                HookPoints.EMBED_LN_SCALE,
                HookPoints.EMBED_LN_NORMALIZED);
    }

    Norm finalNorm() {
        return new Norm(
                config.normalization().finalKind(),
                config.normalization().eps(),
                parameters.finalNorm(),
                points.finalScale(),
                points.finalNormalized());
    }

    List<Block> blocks() {
        return IntStream.range(0, config.nLayers()).mapToObj(this::block).toList();
    }

    private Block block(int layer) {
        Parameters.Layer weights = parameters.layers().get(layer);
        Normalization.Kind before = config.normalization().kind();
        Normalization.Kind after = config.normalization().afterKind();
        Norm ln1 = norm(layer, before, weights.ln1(), LayerPoint.LN1_SCALE, LayerPoint.LN1_NORMALIZED);
        var parts = new Block.Parts(
                new Reading(config, layer, weights.attention(), ln1),
                new Attention(config.attention(), layer, weights.attention(), places),
                norm(layer, after, weights.ln1Post(), LayerPoint.LN1_POST_SCALE, LayerPoint.LN1_POST_NORMALIZED),
                norm(layer, before, weights.ln2(), LayerPoint.LN2_SCALE, LayerPoint.LN2_NORMALIZED),
                mlp(layer, weights.mlp()),
                norm(layer, after, weights.ln2Post(), LayerPoint.LN2_POST_SCALE, LayerPoint.LN2_POST_NORMALIZED));
        return new Block(layer, parts, config.parallelAttnMlp());
    }

    private Norm norm(
            int layer, Normalization.Kind kind, NormParameters weights, LayerPoint scale, LayerPoint normalized) {
        return new Norm(
                kind,
                config.normalization().eps(),
                weights,
                HookPoints.number(layer, scale),
                HookPoints.number(layer, normalized));
    }

    private @Nullable Mlp mlp(int layer, @Nullable MlpParameters weights) {
        if (weights == null) {
            return null;
        }
        MlpConfig mlp = config.mlp().orElseThrow();
        Norm norm = norm(
                layer,
                StateDict.mlpNorm(config.normalization()),
                weights.norm(),
                LayerPoint.MLP_LN_SCALE,
                LayerPoint.MLP_LN_NORMALIZED);
        return new Mlp(mlp.actFn(), layer, weights, norm, places.scalars());
    }
}
