package hookworks.lens;

import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.hooks.HookPoints;
import hookworks.lens.hooks.HookScope;
import hookworks.lens.hooks.ModelHooks;
import java.util.List;

/**
 * What a model is to who looks into it: its hook points, the hooks that stay on it from run to run, and the switches of
 * the hook points that cost something. Thread-safe; a run goes by what it finds when it starts.
 */
public abstract sealed class HookedRootModule permits HookedTransformer {
    private final HookedTransformerConfig config;
    private final HookPoints points;
    private final ModelHooks hooks;
    private volatile HookFlags flags;

    HookedRootModule(HookedTransformerConfig config) {
        this.config = config;
        this.points = new HookPoints(config);
        this.hooks = new ModelHooks(points);
        this.flags = config.flags();
    }

    /** The architecture. */
    public HookedTransformerConfig config() {
        return config;
    }

    HookPoints points() {
        return points;
    }

    ModelHooks installed() {
        return hooks;
    }

    /** Puts hooks on the model until the scope is closed. */
    public HookScope hooks(List<Hook> added) {
        return hooks.add(List.copyOf(added), flags);
    }

    /** Puts a hook on the model until {@link #resetHooks}. */
    public void addHook(Hook hook) {
        hooks.add(List.of(hook), flags);
    }

    /** Puts a hook on the model that {@link #resetHooks} leaves there. */
    public void addPermanentHook(Hook hook) {
        hooks.addPermanently(hook, flags);
    }

    /** Takes every hook off the model but the permanent ones, and empties the hook points' contexts. */
    public void resetHooks() {
        hooks.reset();
    }

    /** Takes every hook off the model, the permanent ones too. */
    public void resetAllHooks() {
        hooks.resetAll();
    }

    /** The hook points that a run passes, in order. */
    public List<HookPoint> hookPoints() {
        return points.passed(flags);
    }

    /**
     * The hook point of that name.
     *
     * @throws IllegalArgumentException where no run passes one, with the nearest name
     */
    public HookPoint hookPoint(String name) {
        return points.find(name, flags);
    }

    /** Which expensive hook points runs pass. */
    public HookFlags flags() {
        return flags;
    }

    /** Opens or closes {@code attn.hook_result}. */
    public void setUseAttnResult(boolean use) {
        flags = flags.withAttnResult(use);
    }

    /** Opens or closes {@code hook_q_input}, {@code hook_k_input} and {@code hook_v_input}. */
    public void setUseSplitQkvInput(boolean use) {
        flags = flags.withSplitQkvInput(use);
    }

    /** Opens or closes {@code hook_attn_in}. */
    public void setUseAttnIn(boolean use) {
        flags = flags.withAttnIn(use);
    }

    /**
     * Opens or closes {@code hook_mlp_in}.
     *
     * @throws IllegalStateException where the model has no MLP
     */
    public void setUseHookMlpIn(boolean use) {
        if (use && config.attnOnly()) {
            throw new IllegalStateException("this model is attention-only: there is no MLP to have an input");
        }
        flags = flags.withHookMlpIn(use);
    }

    /**
     * Gives grouped keys and values a place for each query head at their hook points, {@code [batch, pos, head,
     * d_head]} in place of {@code [batch, pos, kv_head, d_head]}, or no longer.
     *
     * @throws IllegalStateException where every query head has keys of its own
     */
    public void setUngroupGroupedQueryAttention(boolean use) {
        if (use && config.attention().queriesPerKey() == 1) {
            throw new IllegalStateException(
                    "the %d query heads of this model have keys of their own: nothing is grouped"
                            .formatted(config.nHeads()));
        }
        flags = flags.withUngroupedQueries(use);
    }
}
