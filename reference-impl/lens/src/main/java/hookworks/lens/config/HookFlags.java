package hookworks.lens.config;

/**
 * Which of the expensive hook points a run passes, and in what form.
 *
 * @param useAttnResult what each head writes, {@code attn.hook_result}, before the heads are summed
 * @param useSplitQkvInput each head's own copy of what queries, keys and values read, {@code hook_q_input} and so on
 * @param useAttnIn each head's own copy of the layer's input, {@code hook_attn_in}
 * @param useHookMlpIn the MLP's own copy of what it reads, {@code hook_mlp_in}
 * @param ungroupGroupedQueryAttention whether grouped keys and values are repeated before their hook points, so that
 *     these have a place for each query head
 */
public record HookFlags(
        boolean useAttnResult,
        boolean useSplitQkvInput,
        boolean useAttnIn,
        boolean useHookMlpIn,
        boolean ungroupGroupedQueryAttention) {

    /** No expensive hook point: the fast way through a layer. */
    public static HookFlags none() {
        return new HookFlags(false, false, false, false, false);
    }

    /** Opens or closes {@code attn.hook_result}, {@code [batch, pos, head, d_model]}. */
    public HookFlags withAttnResult(boolean use) {
        return new HookFlags(use, useSplitQkvInput, useAttnIn, useHookMlpIn, ungroupGroupedQueryAttention);
    }

    /**
     * Opens or closes {@code hook_q_input}, {@code hook_k_input}, {@code hook_v_input}, {@code [batch, pos, head,
     * d_model]}.
     */
    public HookFlags withSplitQkvInput(boolean use) {
        return new HookFlags(useAttnResult, use, useAttnIn, useHookMlpIn, ungroupGroupedQueryAttention);
    }

    /** Opens or closes {@code hook_attn_in}, {@code [batch, pos, head, d_model]}. */
    public HookFlags withAttnIn(boolean use) {
        return new HookFlags(useAttnResult, useSplitQkvInput, use, useHookMlpIn, ungroupGroupedQueryAttention);
    }

    /** Opens or closes {@code hook_mlp_in}, {@code [batch, pos, d_model]}. */
    public HookFlags withHookMlpIn(boolean use) {
        return new HookFlags(useAttnResult, useSplitQkvInput, useAttnIn, use, ungroupGroupedQueryAttention);
    }

    /** The same, but with grouped keys and values repeated for each query head, or no longer. */
    public HookFlags withUngroupedQueries(boolean use) {
        return new HookFlags(useAttnResult, useSplitQkvInput, useAttnIn, useHookMlpIn, use);
    }

    /** Whether the inputs of queries, keys and values carry a head axis. */
    public boolean headsApart() {
        return useSplitQkvInput || useAttnIn;
    }
}
