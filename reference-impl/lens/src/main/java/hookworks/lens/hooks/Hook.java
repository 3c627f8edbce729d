package hookworks.lens.hooks;

import ai.djl.ndarray.NDArray;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a value that passes a hook point, or with its gradient on the way back.
 *
 * <p>The value is lent: it belongs to the run and is closed when that ends, and so is everything computed from it.
 * To keep something, {@code attach} it to a manager of your own. Writing into the value in place changes the run.
 */
public final class Hook {
    /** Which way a hook looks. */
    public enum Direction {
        /** At values, in the order of the run. */
        FORWARD,
        /** At gradients, from the end of the run to its start. */
        BACKWARD
    }

    private final HookTarget target;
    private final Direction direction;
    private final boolean first;
    private final BiFunction<NDArray, HookPoint, @Nullable NDArray> action;

    private Hook(
            HookTarget target,
            Direction direction,
            boolean first,
            BiFunction<NDArray, HookPoint, @Nullable NDArray> action) {
        this.target = target;
        this.direction = direction;
        this.first = first;
        this.action = action;
    }

    /**
     * Observes one hook point.
     *
     * @param name full, such as {@code blocks.0.attn.hook_pattern}
     * @param reader sees the value, of the axes that {@link HookName} says, {@code [batch, ...]}
     */
    public static Hook reading(String name, BiConsumer<NDArray, HookPoint> reader) {
        return forward(new HookTarget.Named(name), observing(reader));
    }

    /** As {@link #reading(String, BiConsumer)}, at every hook point whose full name matches; at least one must. */
    public static Hook reading(Predicate<String> names, BiConsumer<NDArray, HookPoint> reader) {
        return forward(new HookTarget.Matching(names), observing(reader));
    }

    /**
     * Replaces what passes one hook point, by its full name.
     *
     * @param replacement returns null to leave the value, or one of the same shape and dtype on the same device; it
     *     may belong to any manager, which keeps it
     */
    public static Hook replacing(String name, BiFunction<NDArray, HookPoint, @Nullable NDArray> replacement) {
        return forward(new HookTarget.Named(name), replacement);
    }

    /** As {@link #replacing(String, BiFunction)}, at every hook point whose full name matches; at least one must. */
    public static Hook replacing(
            Predicate<String> names, BiFunction<NDArray, HookPoint, @Nullable NDArray> replacement) {
        return forward(new HookTarget.Matching(names), replacement);
    }

    /**
     * Sees the gradient at one hook point, by its full name, in runs that compute gradients.
     *
     * @param action gets the gradient, of the value's shape; returns null to leave it, or one of the same shape and
     *     dtype that flows on towards the start in its place
     */
    public static Hook backward(String name, BiFunction<NDArray, HookPoint, @Nullable NDArray> action) {
        return new Hook(new HookTarget.Named(name), Direction.BACKWARD, false, action);
    }

    /** As {@link #backward(String, BiFunction)}, at every hook point whose full name matches; at least one must. */
    public static Hook backward(Predicate<String> names, BiFunction<NDArray, HookPoint, @Nullable NDArray> action) {
        return new Hook(new HookTarget.Matching(names), Direction.BACKWARD, false, action);
    }

    /** The same hook, but put before the ones that are there already. */
    public Hook prepended() {
        return new Hook(target, direction, true, action);
    }

    /** Which way the hook looks. */
    public Direction direction() {
        return direction;
    }

    boolean isPrepended() {
        return first;
    }

    HookTarget target() {
        return target;
    }

    /**
     * Shows a value or gradient to the hook.
     *
     * @return null to leave it, or what shall pass in its place, of the same shape
     */
    public @Nullable NDArray apply(NDArray value, HookPoint point) {
        return action.apply(value, point);
    }

    private static Hook forward(HookTarget target, BiFunction<NDArray, HookPoint, @Nullable NDArray> action) {
        return new Hook(target, Direction.FORWARD, false, action);
    }

    private static BiFunction<NDArray, HookPoint, @Nullable NDArray> observing(BiConsumer<NDArray, HookPoint> reader) {
        return (value, point) -> {
            reader.accept(value, point);
            return null;
        };
    }
}
