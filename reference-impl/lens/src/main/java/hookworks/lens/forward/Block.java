package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import hookworks.lens.config.HookFlags;
import hookworks.lens.hooks.LayerPoint;
import org.jspecify.annotations.Nullable;

/** One block: attention, then or beside it an MLP, each adding to the residual stream. */
final class Block {
    private final int layer;
    private final Parts parts;
    private final boolean isParallel;

    /** What a block is made of; {@code mlp} is null where there is none. */
    record Parts(
            Reading reading,
            Attention attention,
            Norm ln1Post,
            Norm ln2,
            @Nullable Mlp mlp,
            Norm ln2Post) {}

    Block(int layer, Parts parts, boolean isParallel) {
        this.layer = layer;
        this.parts = parts;
        this.isParallel = isParallel;
    }

    /**
     * Runs the block.
     *
     * @param resid {@code [batch, pos, d_model]}, used up
     * @param positions what queries and keys are shifted by, null where positions enter in another way
     * @return {@code [batch, pos, d_model]}
     */
    NDArray forward(NDArray resid, @Nullable NDArray positions, Placement placement, HookFlags flags, ForwardRun run) {
        NDArray residPre = run.at(layer, LayerPoint.RESID_PRE, resid);
        Reading.Qkv read = parts.reading().read(residPre, positions, flags, run);
        NDArray attended = parts.attention().forward(read, flags.useAttnResult(), placement, run);
        NDArray attnOut = run.at(layer, LayerPoint.ATTN_OUT, normalized(parts.ln1Post(), attended, run));
        if (parts.mlp() == null) {
            return run.at(layer, LayerPoint.RESID_POST, sum(residPre, attnOut, run));
        }
        return isParallel
                ? parallel(residPre, attnOut, parts.mlp(), flags, run)
                : serial(sum(residPre, attnOut, run), parts.mlp(), flags, run);
    }

    private NDArray serial(NDArray added, Mlp mlp, HookFlags flags, ForwardRun run) {
        NDArray residMid = run.at(layer, LayerPoint.RESID_MID, added);
        NDArray mlpOut = mlpOut(residMid, mlp, flags, run);
        return run.at(layer, LayerPoint.RESID_POST, sum(residMid, mlpOut, run));
    }

    private NDArray parallel(NDArray residPre, NDArray attnOut, Mlp mlp, HookFlags flags, ForwardRun run) {
        NDArray mlpOut = mlpOut(residPre, mlp, flags, run);
        return run.at(layer, LayerPoint.RESID_POST, sum(sum(residPre, attnOut, run), mlpOut, run));
    }

    private NDArray mlpOut(NDArray resid, Mlp mlp, HookFlags flags, ForwardRun run) {
        NDArray input = flags.useHookMlpIn() ? run.at(layer, LayerPoint.MLP_IN, Copies.of(resid)) : resid;
        NDArray normalized = parts.ln2().apply(input, run);
        NDArray written = mlp.forward(normalized, run);
        run.doneUnless(normalized, input);
        run.doneUnless(input, resid);
        return run.at(layer, LayerPoint.MLP_OUT, normalized(parts.ln2Post(), written, run));
    }

    /** Normalises what was written; uses it up. */
    private static NDArray normalized(Norm norm, NDArray written, ForwardRun run) {
        NDArray normalized = norm.apply(written, run);
        run.doneUnless(written, normalized);
        return normalized;
    }

    /** Uses both up. */
    private static NDArray sum(NDArray resid, NDArray written, ForwardRun run) {
        NDArray sum = resid.add(written);
        run.done(written);
        run.done(resid);
        return sum;
    }
}
