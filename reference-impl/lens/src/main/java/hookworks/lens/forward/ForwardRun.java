package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookPoint;
import hookworks.lens.hooks.HookPoints;
import hookworks.lens.hooks.LayerPoint;
import hookworks.lens.hooks.RunPlan;
import hookworks.lens.memory.Handles;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One forward pass on its way: its scratch memory, and what its plan says about each value that passes. */
final class ForwardRun {
    private final NDManager scratch;
    private final NDManager keeper;
    private final @Nullable RunPlan plan;
    private final @Nullable GradientTape tape;
    private final KeyValueCache.@Nullable Growth growth;
    private final Map<String, NDArray> stored = new LinkedHashMap<>();
    private final Set<NDArray> lent = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Starts a run.
     *
     * @param scratch owns what the run computes
     * @param keeper owns what the cache keeps
     * @param plan null where nobody watches
     * @param tape null where nobody wants gradients
     * @param cache null where every token is new
     */
    ForwardRun(
            NDManager scratch,
            NDManager keeper,
            @Nullable RunPlan plan,
            @Nullable GradientTape tape,
            @Nullable KeyValueCache cache) {
        this.scratch = scratch;
        this.keeper = keeper;
        this.plan = plan;
        this.tape = tape;
        this.growth = cache == null ? null : cache.grow();
    }

    NDManager scratch() {
        return scratch;
    }

    Map<String, NDArray> stored() {
        return stored;
    }

    /** What this run adds to a key-value cache, null where there is none. */
    KeyValueCache.@Nullable Growth growth() {
        return growth;
    }

    void keepGrowth() {
        if (growth != null) {
            growth.keep();
        }
    }

    /** Whether anyone looks at this point, so that a value must be made just to be seen. */
    boolean isWatched(int number) {
        return plan != null
                && (plan.stores(number)
                        || !plan.hooksAt(number).isEmpty()
                        || !plan.backwardHooksAt(number).isEmpty());
    }

    boolean isHooked() {
        return plan != null && plan.isHooked();
    }

    /** Frees a value that the run needs no more; those lent to hooks live until the run ends. */
    void done(NDArray value) {
        if (!lent.contains(value)) {
            value.close();
        }
    }

    /** As {@link #done}, unless it is the very tensor that is still needed. */
    void doneUnless(NDArray value, NDArray needed) {
        if (!Handles.same(value, needed)) {
            done(value);
        }
    }

    NDArray at(int layer, LayerPoint point, NDArray value) {
        return plan == null ? value : at(HookPoints.number(layer, point), value);
    }

    /** Shows a value to the hooks of its point, then stores it if that is asked for; returns what the run goes on with. */
    NDArray at(int number, NDArray value) {
        if (plan == null) {
            return value;
        }
        NDArray current = value;
        for (Hook hook : plan.hooksAt(number)) {
            current = lend(hook, plan.point(number), current);
        }
        if (plan.stores(number)) {
            store(plan.point(number).name(), current);
        }
        return tape == null ? current : recorded(number, current, tape);
    }

    private NDArray recorded(int number, NDArray value, GradientTape recording) {
        NDArray recorded = recording.pass(number, value);
        if (!Handles.same(recorded, value)) {
            lent.add(value);
            lent.add(recorded);
        }
        return recorded;
    }

    private NDArray lend(Hook hook, HookPoint point, NDArray value) {
        Shape shape = value.getShape();
        lent.add(value);
        NDArray answer = hook.apply(value, point);
        NDArray result = answer == null ? value : answer;
        requireOpen(result, point);
        requireFit(result, point, value, shape);
        if (result.getManager().equals(scratch)) {
            lent.add(result);
            return result;
        }
        // somebody else's, who keeps it: go on with a view, so that what we compute from it is ours
        NDArray view = result.reshape(shape);
        view.attach(scratch);
        return view;
    }

    private static void requireOpen(NDArray result, HookPoint point) {
        if (result.isReleased()) {
            throw new IllegalStateException(
                    "a hook at '%s' closed the activation that the run needs; leave closing to the run"
                            .formatted(point));
        }
    }

    private static void requireFit(NDArray result, HookPoint point, NDArray value, Shape shape) {
        if (!result.getShape().equals(shape)) {
            throw new IllegalArgumentException(
                    "a hook at '%s' must return the shape %s, got %s".formatted(point, shape, result.getShape()));
        }
        if (value.isReleased()) { // replaced and closed: there is nothing more to compare with
            return;
        }
        if (result.getDataType() != value.getDataType()) {
            throw new IllegalArgumentException("a hook at '%s' must return the dtype %s, got %s (shape %s)"
                    .formatted(point, value.getDataType(), result.getDataType(), shape));
        }
        if (!result.getDevice().equals(value.getDevice())) {
            throw new IllegalArgumentException("a hook at '%s' must return an array on %s, got one on %s"
                    .formatted(point, value.getDevice(), result.getDevice()));
        }
    }

    /** A view is enough where nobody can write; a hook could, now or later, so then the cache takes a copy. */
    private void store(String name, NDArray value) {
        NDArray kept = isHooked() ? value.duplicate() : value.reshape(value.getShape());
        NDArray constant = tape == null ? kept : kept.stopGradient();
        Handles.closeUnless(kept, constant);
        constant.attach(keeper);
        NDArray before = stored.put(name, constant);
        if (before != null) { // a norm that several inputs pass
            before.close();
        }
    }
}
