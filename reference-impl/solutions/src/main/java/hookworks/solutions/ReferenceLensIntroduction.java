package hookworks.solutions;

import static hookworks.lens.axes.Einsum.einsum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.AttentionView;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.ModelShape;
import hookworks.exercises.TokenView;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Texts;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import hookworks.lens.tokens.Bos;
import java.util.List;

/**
 * Section 1, solved. Results belong to the manager of the first tensor given; nothing else is left there. Where none is
 * given, they belong to a manager of their own.
 */
public final class ReferenceLensIntroduction implements LensIntroduction {
    /** Far below every score, so that its share after the softmax is 0; yet finite, since 0 times infinity is NaN. */
    private static final float HIDDEN = -1e9f;

    @Override
    public ModelShape inspectModel(HookedTransformer model) {
        HookedTransformerConfig config = model.config();
        return new ModelShape(
                config.nLayers(),
                config.nHeads(),
                config.dModel(),
                config.dHead(),
                config.nCtx(),
                config.dVocab(),
                config.attnOnly(),
                nameOf(config.positional()));
    }

    private static String nameOf(PositionalEmbedding positional) {
        return switch (positional) {
            case PositionalEmbedding.Standard standard -> "standard";
            case PositionalEmbedding.Shortformer shortformer -> "shortformer";
            case PositionalEmbedding.Rotary rotary -> "rotary";
            case PositionalEmbedding.Alibi alibi -> "alibi";
        };
    }

    @Override
    public TokenView tokenView(HookedTransformer model, String text) {
        NDManager owner = NDManager.newBaseManager(model.device());
        Texts texts = model.texts();
        NDArray tokens = texts.toTokens(text, Bos.PREPEND, owner); // [1, pos]
        long[] withoutBos = texts.tokenizer().toTokens(text, Bos.NONE);
        return new TokenView(
                tokens, texts.toStrTokens(tokens), texts.tokenizer().toString(withoutBos));
    }

    @Override
    public Guesses correctPredictions(HookedTransformer model, NDArray tokens) {
        NDManager owner = tokens.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(tokens);
            NDArray mostLikely = model.forward(tokens).argMax(-1); // [batch, pos]
            // What position p says is about the token at p + 1; the last position has nothing to compare with.
            NDArray hits = mostLikely.get(":, :-1").eq(tokens.get(":, 1:")); // [batch, pos - 1]
            long correct = hits.toType(DataType.INT64, false).sum().getLong();
            hits.attach(owner);
            return new Guesses(correct, hits.size(), hits);
        }
    }

    @Override
    public NDArray attentionPattern(NDArray q, NDArray k) {
        NDManager owner = q.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(q, k);
            int length = Math.toIntExact(q.getShape().get(1));
            int width = Math.toIntExact(q.getShape().get(3));
            NDArray scores = einsum("batch query head d_head, batch key head d_head -> batch head query key", q, k)
                    .div((float) Math.sqrt(width));
            NDArray position = scratch.arange(length);
            NDArray isLater = position.expandDims(0).gt(position.expandDims(1)); // [query, key]
            NDArray masked = scores.add(isLater.toType(DataType.FLOAT32, false).mul(HIDDEN));
            NDArray pattern = masked.softmax(-1); // each query shares itself out over the keys
            pattern.attach(owner);
            return pattern;
        }
    }

    @Override
    public AttentionView attentionView(HookedTransformer model, String text, int layer) {
        NDManager owner = NDManager.newBaseManager(model.device());
        NDArray tokens = model.texts().toTokens(text, Bos.PREPEND, owner); // [1, pos]
        try (CachedRun run = model.runWithCache(tokens, HookFilter.names(HookName.pattern(layer)))) {
            NDArray pattern = run.cache().get("pattern", layer).get(0); // [head, query, key]
            int heads = model.config().nHeads();
            List<String> names = model.allHeadLabels().subList(layer * heads, (layer + 1) * heads);
            return new AttentionView(model.texts().toStrTokens(tokens), pattern, names);
        }
    }
}
