package hookworks.lens.hooks;

import hookworks.lens.config.HookFlags;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The hooks that stay on a model from run to run. Thread-safe. */
public final class ModelHooks {
    private final HookPoints points;
    private final List<Hook> permanent = new CopyOnWriteArrayList<>();
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();

    /** Starts with no hook; contexts that are emptied are those of these points. */
    public ModelHooks(HookPoints points) {
        this.points = points;
    }

    /** Puts hooks on the model; each must find a point that runs pass. */
    public HookScope add(List<Hook> added, HookFlags flags) {
        added.forEach(hook -> requireHookable(hook, flags));
        hooks.addAll(added);
        return new HookScope(() -> added.forEach(hooks::remove));
    }

    /** Puts a hook on the model that {@link #reset} leaves there. */
    public void addPermanently(Hook hook, HookFlags flags) {
        requireHookable(hook, flags);
        permanent.add(hook);
    }

    /** Takes every hook off but the permanent ones, and empties every hook point's context. */
    public void reset() {
        hooks.clear();
        points.clearContexts();
    }

    /** Takes every hook off, the permanent ones too. */
    public void resetAll() {
        permanent.clear();
        reset();
    }

    /**
     * What happens at each point of one run.
     *
     * @param extra hooks of this run only, after those on the model
     * @param filter what a cache stores, null where there is none
     * @return null where there is nothing to do
     */
    public @Nullable RunPlan plan(List<Hook> extra, @Nullable HookFilter filter, HookFlags flags) {
        if (permanent.isEmpty() && hooks.isEmpty() && extra.isEmpty() && filter == null) {
            return null;
        }
        return planned(extra, filter == null ? new BitSet() : stored(filter, flags), flags);
    }

    private RunPlan planned(List<Hook> extra, BitSet stored, HookFlags flags) {
        extra.forEach(hook -> requireHookable(hook, flags));
        var plan = new RunPlan(points, stored);
        var all = new ArrayList<Hook>(permanent);
        all.addAll(hooks);
        all.addAll(extra);
        for (Hook hook : all) {
            plan.add(hook, points.resolve(hook.target(), flags));
        }
        return plan;
    }

    /** As {@link #plan}, of a run whose gradients are wanted at what the filter asks for. */
    public RunPlan planGradients(List<Hook> extra, HookFilter filter, HookFlags flags) {
        return planned(extra, stored(filter, flags), flags);
    }

    private BitSet stored(HookFilter filter, HookFlags flags) {
        var numbers = new BitSet();
        filter.targets().forEach(target -> numbers.or(points.resolve(target, flags)));
        return numbers;
    }

    private void requireHookable(Hook hook, HookFlags flags) {
        if (points.resolve(hook.target(), flags).isEmpty()) {
            List<HookPoint> passed = points.passed(flags);
            throw new IllegalArgumentException(
                    "a hook's predicate matches none of the %d hook points that a run passes, '%s' to '%s'"
                            .formatted(passed.size(), passed.getFirst(), passed.getLast()));
        }
    }
}
