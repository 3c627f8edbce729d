package hookworks.lens.hooks;

import hookworks.lens.config.HookFlags;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.spelling.Nearest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hook points of a model, numbered in the order in which a run passes them. Numbers stand for places that every
 * architecture could have; the names are of those that this one has. Immutable.
 */
public final class HookPoints {
    /** The number of {@code embed.ln.hook_scale}. */
    public static final int EMBED_LN_SCALE = 0;
    /** The number of {@code embed.ln.hook_normalized}. */
    public static final int EMBED_LN_NORMALIZED = 1;
    /** The number of {@code hook_embed}. */
    public static final int EMBED = 2;
    /** The number of {@code hook_pos_embed}. */
    public static final int POS_EMBED = 3;

    private static final int BEFORE_LAYERS = 4;
    private static final LayerPoint[] IN_LAYER = LayerPoint.values();

    private final List<HookPoint> points = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Numbers the points of models of that architecture, those of closed flags too. */
    public HookPoints(HookedTransformerConfig config) {
        add(HookName.EMBED_LN_SCALE, config.normalization().postEmbedding());
        add(HookName.EMBED_LN_NORMALIZED, config.normalization().postEmbedding());
        add(HookName.EMBED, true);
        add(HookName.POS_EMBED, config.positional().isLearned());
        for (int layer = 0; layer < config.nLayers(); layer++) {
            for (LayerPoint point : IN_LAYER) {
                add(point.in(layer), point.exists(config));
            }
        }
        add(HookName.LN_FINAL_SCALE, !config.normalization().isNone());
        add(HookName.LN_FINAL_NORMALIZED, !config.normalization().isNone());
    }

    private void add(String name, boolean exists) {
        if (exists) {
            numbers.put(name, points.size());
        }
        points.add(HookPoint.named(name));
    }

    /** The number of a point of a layer. */
    @SuppressWarnings("EnumOrdinal") // the order of the points is what the enum says, and no number leaves a run
    public static int number(int layer, LayerPoint point) {
        return BEFORE_LAYERS + layer * IN_LAYER.length + point.ordinal();
    }

    /** The number of {@code ln_final.hook_scale}. */
    public int finalScale() {
        return points.size() - 2;
    }

    /** The number of {@code ln_final.hook_normalized}. */
    public int finalNormalized() {
        return points.size() - 1;
    }

    void clearContexts() {
        points.forEach(point -> point.context().clear());
    }

    int count() {
        return points.size();
    }

    HookPoint at(int number) {
        return points.get(number);
    }

    /** The points that a run passes, in order. */
    public List<HookPoint> passed(HookFlags flags) {
        var passed = new ArrayList<HookPoint>();
        for (int number = 0; number < count(); number++) {
            if (isPassed(number, flags)) {
                passed.add(at(number));
            }
        }
        return passed;
    }

    /** The points that a run passes as a tree, a line each, with layers that are alike drawn once. */
    public String tree(HookFlags flags) {
        return HookTree.of(passed(flags));
    }

    /**
     * The point of that name.
     *
     * @throws IllegalArgumentException where no run passes one, with the nearest name or the switch that opens it
     */
    public HookPoint find(String name, HookFlags flags) {
        return at(number(name, flags));
    }

    /** The numbers of the points that are meant; a name must be one that a run passes. */
    BitSet resolve(HookTarget target, HookFlags flags) {
        var numbered = new BitSet(count());
        switch (target) {
            case HookTarget.Everything everything -> numbered.set(0, count());
            case HookTarget.Named(String name) -> numbered.set(number(name, flags));
            case HookTarget.Matching(var matching) -> {
                for (int number = 0; number < count(); number++) {
                    if (isPassed(number, flags) && matching.test(at(number).name())) {
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

    private boolean isPassed(int number, HookFlags flags) {
        return numbers.containsKey(at(number).name())
                && (number < BEFORE_LAYERS
                        || number >= finalScale()
                        || inLayer(number).isPassed(flags));
    }

    private static LayerPoint inLayer(int number) {
        return IN_LAYER[(number - BEFORE_LAYERS) % IN_LAYER.length];
    }
}
