package hookworks.solutions;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.HalfAttribution;
import hookworks.exercises.Hooks;
import hookworks.lens.ActivationCache;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Losses;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import java.util.ArrayList;
import java.util.List;

/** Section 3, solved. Results belong to the manager of the first tensor given; nothing else is left there. */
public final class ReferenceHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        NDManager owner = pattern.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(pattern, store);
            NDArray scores = stripe(pattern).mean(new int[] {2}).mean(new int[] {0}); // [head]
            NDArray updated = store.duplicate();
            updated.set(new NDIndex("{}", hook.layer()), scores);
            updated.attach(owner);
            return updated;
        }
    }

    /** The diagonal from query S - 1 on key 0 to the last query: {@code [batch, head, S + 2]}. */
    private static NDArray stripe(NDArray pattern) {
        long length = pattern.getShape().get(2);
        long block = (length - 1) / 2;
        // With query and key laid end to end, one step down the diagonal is length + 1 cells on.
        NDArray cells =
                pattern.reshape(pattern.getShape().get(0), pattern.getShape().get(1), length * length);
        return cells.get(new NDIndex(":, :, {}::{}", (block - 1) * length, length + 1));
    }

    @Override
    public NDArray inductionScores(HookedTransformer model, NDArray repeatedTokens) {
        NDManager owner = repeatedTokens.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            var shape = new Shape(model.config().nLayers(), model.config().nHeads());
            var store = new NDArray[] {scratch.zeros(shape)}; // a lambda can fill an array's cell, not a variable
            Hook filing = Hook.reading(name -> name.endsWith("hook_pattern"), (pattern, point) -> {
                store[0] = inductionScoreHook(pattern, point, store[0]);
                store[0].attach(scratch); // what a hook makes is freed with the run
            });
            model.runWithHooks(repeatedTokens, List.of(filing)).close();
            store[0].attach(owner);
            return store[0];
        }
    }

    @Override
    public NDArray logitAttribution(NDArray embed, List<NDArray> headResults, NDArray wU, NDArray tokens) {
        NDManager owner = embed.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(embed, wU, tokens);
            headResults.forEach(scratch::tempAttachAll);
            var written = new NDList(embed.expandDims(1)); // [pos, 1, d_model]
            written.addAll(headResults); // each [pos, head, d_model]
            NDArray components = NDArrays.concat(written, 1).get(":-1"); // [pos - 1, component, d_model]
            NDArray next = wU.transpose().get(tokens.get("1:")); // [pos - 1, d_model]: the column of what follows
            NDArray attribution = components.matMul(next.expandDims(2)).squeeze(2); // [pos - 1, component]
            attribution.attach(owner);
            return attribution;
        }
    }

    @Override
    public HalfAttribution halfLogitAttribution(ActivationCache cache, NDArray wU, NDArray tokens) {
        long block = (tokens.size() - 1) / 2;
        // S predictions need S + 1 tokens, so that the token at S belongs to both halves
        return new HalfAttribution(
                attribution(cache, wU, tokens, new NDIndex("0:{}", block + 1)),
                attribution(cache, wU, tokens, new NDIndex("{}:", block)));
    }

    private NDArray attribution(ActivationCache cache, NDArray wU, NDArray tokens, NDIndex positions) {
        NDManager owner = tokens.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            var headResults = new ArrayList<NDArray>();
            for (int layer = 0; layer < cache.nLayers(); layer++) {
                headResults.add(cache.get("result", layer).get(scratch, positions));
            }
            NDArray embed = cache.get("embed").get(scratch, positions);
            NDArray attribution = logitAttribution(embed, headResults, wU, tokens.get(scratch, positions));
            attribution.attach(owner);
            return attribution;
        }
    }

    @Override
    public NDArray zeroAblateHead(NDArray activation, HookPoint hook, int head) {
        NDManager owner = activation.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(activation);
            NDArray ablated = activation.duplicate();
            ablated.set(new NDIndex(":, :, {}", head), 0);
            ablated.attach(owner);
            return ablated;
        }
    }

    @Override
    public NDArray meanAblateHead(NDArray z, HookPoint hook, int head) {
        NDManager owner = z.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(z);
            NDArray ofHead = z.get(new NDIndex(":, :, {}", head)); // [batch, pos, d_head]
            NDArray mean = ofHead.reshape(-1, z.getShape().get(3)).mean(new int[] {0}); // [d_head]
            NDArray ablated = z.duplicate();
            ablated.set(new NDIndex(":, :, {}", head), mean);
            ablated.attach(owner);
            return ablated;
        }
    }

    @Override
    public NDArray ablationScores(HookedTransformer model, NDArray tokens) {
        int layers = model.config().nLayers();
        int heads = model.config().nHeads();
        double clean = loss(model, tokens, List.of());
        float[] scores = new float[layers * heads];
        for (int layer = 0; layer < layers; layer++) {
            for (int index = 0; index < heads; index++) {
                int head = index; // what a lambda captures must not change
                Hook ablation = Hook.replacing(HookName.z(layer), (z, point) -> zeroAblateHead(z, point, head));
                scores[layer * heads + head] = (float) (loss(model, tokens, List.of(ablation)) - clean);
            }
        }
        return tokens.getManager().create(scores, new Shape(layers, heads));
    }

    /** The loss where the next token can be known: from the second copy's first token to its last but one. */
    private static double loss(HookedTransformer model, NDArray tokens, List<Hook> hooks) {
        long block = (tokens.getShape().get(1) - 1) / 2;
        try (NDArray logits = model.runWithHooks(tokens, hooks);
                NDArray losses = Losses.perToken(logits, tokens); // [batch, 2 S], at p of token p + 1
                NDArray predictable = losses.get(new NDIndex(":, {}:", block + 1));
                NDArray mean = predictable.mean()) {
            return mean.getFloat();
        }
    }

    @Override
    public double circuitOnlyLoss(HookedTransformer model, NDArray tokens, List<Head> keep, boolean meanAblate) {
        Hook ablation = Hook.replacing(name -> name.endsWith("hook_z"), (z, point) -> {
            NDArray left = z;
            for (int head = 0; head < model.config().nHeads(); head++) {
                if (!keep.contains(new Head(point.layer(), head))) {
                    left = meanAblate ? meanAblateHead(left, point, head) : zeroAblateHead(left, point, head);
                }
            }
            return left;
        });
        return loss(model, tokens, List.of(ablation));
    }
}
