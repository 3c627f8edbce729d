package hookworks.lens.hooks;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A named place in a model where what passes can be read or replaced. A value: equal where the names are. */
public final class HookPoint {
    private static final Pattern IN_A_LAYER = Pattern.compile("blocks\\.(0|[1-9]\\d{0,8})\\..+");

    private final String name;
    private final OptionalInt layer;
    private final Map<String, Object> context = new ConcurrentHashMap<>();

    private HookPoint(String name) {
        this.name = name;
        var inLayer = IN_A_LAYER.matcher(name);
        this.layer = inLayer.matches() ? OptionalInt.of(Integer.parseInt(inLayer.group(1))) : OptionalInt.empty();
    }

    /** The point of that name, in no particular model. */
    public static HookPoint named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a hook point's name cannot be blank");
        }
        return new HookPoint(name);
    }

    /** TransformerLens' name, such as {@code blocks.0.attn.hook_pattern}. */
    public String name() {
        return name;
    }

    /**
     * The layer that the point lies in, from 0.
     *
     * @throws IllegalStateException where it lies in none, as {@code hook_embed}
     */
    public int layer() {
        return layer.orElseThrow(() -> new IllegalStateException("hook point '%s' lies in no layer".formatted(name)));
    }

    /** The layer, or -1 where the point lies in none. */
    public int layerOrBefore() {
        return layer.orElse(-1);
    }

    /**
     * Where hooks at this point of a model leave what they will want in a later run; emptied when the model's hooks are
     * reset. Thread-safe.
     */
    public Map<String, Object> context() {
        return context;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HookPoint that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
