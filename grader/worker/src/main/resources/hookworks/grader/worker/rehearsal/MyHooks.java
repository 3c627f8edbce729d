package student;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.Hooks;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import hookworks.lens.hooks.HookPoint;
import java.util.ArrayList;
import java.util.List;

/** No solution: it doubles what passes. */
public final class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        NDManager owner = pattern.getManager();
        try (NDManager scratch = owner.newSubManager()) {
            scratch.tempAttachAll(pattern, store);
            NDArray doubled = store.mul(2).duplicate();
            doubled.set(new NDIndex("{}, :", hook.layer()), pattern.sum().getFloat());
            doubled.attach(owner);
            return doubled;
        }
    }

    @Override
    public NDArray inductionScores(HookedTransformer model, NDArray repeatedTokens) {
        var passed = new ArrayList<String>();
        Hook counting = Hook.reading(name -> name.endsWith("hook_pattern"), (pattern, point) -> passed.add(point.name()));
        Hook doubling = Hook.replacing(HookName.z(0), (z, point) -> z.mul(2));
        model.runWithHooks(repeatedTokens, List.of(counting, doubling)).close();
        try (CachedRun run = model.runWithCache(repeatedTokens)) {
            float largest = run.cache().get("z", 0).max().getFloat();
            float[] cells = new float[passed.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = largest + i;
            }
            return repeatedTokens.getManager().create(cells, new Shape(cells.length, 1));
        }
    }

    @Override
    public NDArray zeroAblateHead(NDArray activation, HookPoint hook, int head) {
        throw new OutOfMemoryError("rehearsed");
    }

    @Override
    public NDArray meanAblateHead(NDArray z, HookPoint hook, int head) {
        throw new IllegalStateException("rehearsed");
    }
}
