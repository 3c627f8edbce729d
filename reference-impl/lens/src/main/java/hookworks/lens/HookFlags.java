package hookworks.lens;

/**
 * Which of the expensive hook points a run passes.
 *
 * @param useAttnResult what each head writes, {@code attn.hook_result}, before the heads are summed
 * @param useSplitQkvInput each head's own copy of what queries, keys and values read, {@code hook_q_input} and so on
 * @param useAttnIn each head's own copy of the layer's input, {@code hook_attn_in}
 */
public record HookFlags(boolean useAttnResult, boolean useSplitQkvInput, boolean useAttnIn) {
    /** No expensive hook point: the fast way through a layer. */
    public static HookFlags none() {
        return new HookFlags(false, false, false);
    }

    /** Whether the inputs of queries, keys and values carry a head axis. */
    boolean headsApart() {
        return useSplitQkvInput || useAttnIn;
    }
}
