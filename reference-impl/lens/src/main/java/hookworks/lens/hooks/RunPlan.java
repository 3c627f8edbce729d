package hookworks.lens.hooks;

import hookworks.lens.hooks.Hook.Direction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What happens at each hook point of one run: first the hooks in the order of their registration, then the store, so
 * that a cache holds what the run used. Immutable once a run has it.
 */
public final class RunPlan {
    private final List<List<Hook>> forward = new ArrayList<>();
    private final List<List<Hook>> backward = new ArrayList<>();
    private final BitSet stored;
    private final HookPoints points;
    private boolean hooked;

    RunPlan(HookPoints points, BitSet stored) {
        this.points = points;
        this.stored = stored;
        for (int number = 0; number < points.count(); number++) {
            forward.add(List.of());
            backward.add(List.of());
        }
    }

    void add(Hook hook, BitSet numbers) {
        List<List<Hook>> lists = hook.direction() == Direction.FORWARD ? forward : backward;
        numbers.stream().forEach(number -> {
            var here = new ArrayList<>(lists.get(number));
            here.add(hook.isPrepended() ? 0 : here.size(), hook);
            lists.set(number, List.copyOf(here));
        });
        hooked |= hook.direction() == Direction.FORWARD && !numbers.isEmpty();
    }

    /** The hooks that see the value, in order. */
    public List<Hook> hooksAt(int number) {
        return forward.get(number);
    }

    /** The hooks that see the gradient, in order. */
    public List<Hook> backwardHooksAt(int number) {
        return backward.get(number);
    }

    /** Whether a cache keeps what passes the point of that number. */
    public boolean stores(int number) {
        return stored.get(number);
    }

    /** The point of that number, as hooks see it. */
    public HookPoint point(int number) {
        return points.at(number);
    }

    /** Whether any hook sees this run's values: then they may change under our hands. */
    public boolean isHooked() {
        return hooked;
    }
}
