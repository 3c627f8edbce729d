package hookworks.lens;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hook points of a model, numbered in the order in which a run passes them. */
final class HookPoints {
    static final int EMBED = 0;
    static final int POS_EMBED = 1;
    private static final int BEFORE_LAYERS = 2;
    private static final LayerPoint[] IN_LAYER = LayerPoint.values();

    private final List<HookPoint> points = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    HookPoints(int layers) {
        add(HookName.EMBED);
        add(HookName.POS_EMBED);
        for (int layer = 0; layer < layers; layer++) {
            for (LayerPoint point : IN_LAYER) {
                add(point.in(layer));
            }
        }
    }

    private void add(String name) {
        numbers.put(name, points.size());
        points.add(HookPoint.named(name));
    }

    @SuppressWarnings("EnumOrdinal") // the order of the points is what the enum says, and no number leaves a run
    static int number(int layer, LayerPoint point) {
        return BEFORE_LAYERS + layer * IN_LAYER.length + point.ordinal();
    }

    int count() {
        return points.size();
    }

    HookPoint at(int number) {
        return points.get(number);
    }

    List<HookPoint> passed(HookFlags flags) {
        return points.stream()
                .filter(point -> isPassed(numbers.getOrDefault(point.name(), -1), flags))
                .toList();
    }

    HookPoint find(String name, HookFlags flags) {
        return at(number(name, flags));
    }

    /** The numbers of the points that are meant; a name must be one that a run passes. */
    BitSet resolve(HookTarget target, HookFlags flags) {
        var numbered = new BitSet(count());
        switch (target) {
            case HookTarget.Everything everything -> numbered.set(0, count());
            case HookTarget.Named(String name) -> numbered.set(number(name, flags));
            case HookTarget.Matching(var names) -> {
                for (int number = 0; number < count(); number++) {
                    if (isPassed(number, flags) && names.test(at(number).name())) {
                        numbered.set(number);
                    }
                }
            }
        }
        return numbered;
    }

    private int number(String name, HookFlags flags) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "unknown hook point '%s'%s".formatted(name, Nearest.hint(name, numbers.keySet())));
        }
        if (!isPassed(number, flags)) {
            throw new IllegalArgumentException("no run passes '%s' before model.%s"
                    .formatted(name, inLayer(number).opensWith()));
        }
        return number;
    }

    private static boolean isPassed(int number, HookFlags flags) {
        return number < BEFORE_LAYERS || inLayer(number).isPassed(flags);
    }

    private static LayerPoint inLayer(int number) {
        return IN_LAYER[(number - BEFORE_LAYERS) % IN_LAYER.length];
    }
}
