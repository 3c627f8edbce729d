package hookworks.lens;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What happens at each hook point of one run: first the hooks in the order of their registration, then the store, so
 * that a cache holds what the run used.
 */
final class RunPlan {
    private final List<List<Hook>> hooks = new ArrayList<>();
    private final BitSet stored;
    private final HookPoints points;
    private boolean hooked;

    RunPlan(HookPoints points, BitSet stored) {
        this.points = points;
        this.stored = stored;
        for (int number = 0; number < points.count(); number++) {
            hooks.add(List.of());
        }
    }

    void add(Hook hook, BitSet numbers) {
        numbers.stream().forEach(number -> {
            var here = new ArrayList<>(hooks.get(number));
            here.add(hook);
            hooks.set(number, List.copyOf(here));
        });
        hooked |= !numbers.isEmpty();
    }

    List<Hook> hooksAt(int number) {
        return hooks.get(number);
    }

    boolean stores(int number) {
        return stored.get(number);
    }

    HookPoint point(int number) {
        return points.at(number);
    }

    /** Whether any hook sees this run: then values may change under our hands. */
    boolean isHooked() {
        return hooked;
    }
}
