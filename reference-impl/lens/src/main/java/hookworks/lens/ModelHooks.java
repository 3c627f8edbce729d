package hookworks.lens;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The hooks that stay on a model from run to run. Thread-safe. */
final class ModelHooks {
    private final HookPoints points;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();

    ModelHooks(HookPoints points) {
        this.points = points;
    }

    HookScope add(List<Hook> added, HookFlags flags) {
        added.forEach(hook -> requireHookable(hook, flags));
        hooks.addAll(added);
        return new HookScope(() -> added.forEach(hooks::remove));
    }

    void reset() {
        hooks.clear();
    }

    /**
     * What happens at each point of one run.
     *
     * @param extra hooks of this run only, after those on the model
     * @param filter what a cache stores, null where there is none
     * @return null where there is nothing to do
     */
    @Nullable
    RunPlan plan(List<Hook> extra, @Nullable HookFilter filter, HookFlags flags) {
        if (hooks.isEmpty() && extra.isEmpty() && filter == null) {
            return null;
        }
        extra.forEach(hook -> requireHookable(hook, flags));
        var plan = new RunPlan(points, filter == null ? new BitSet() : stored(filter, flags));
        var all = new ArrayList<Hook>(hooks);
        all.addAll(extra);
        for (Hook hook : all) {
            plan.add(hook, points.resolve(hook.target(), flags));
        }
        return plan;
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
