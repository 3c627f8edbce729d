package hookworks.lens;

import ai.djl.ndarray.NDArray;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a value that passes a hook point.
 *
 * <p>The value is lent: it belongs to the run and is closed when that ends, and so is everything computed from it.
 * To keep something, {@code attach} it to a manager of your own. Writing into the value in place changes the run.
 */
public final class Hook {
    private final HookTarget target;
    private final BiFunction<NDArray, HookPoint, @Nullable NDArray> action;

    private Hook(HookTarget target, BiFunction<NDArray, HookPoint, @Nullable NDArray> action) {
        this.target = target;
        this.action = action;
    }

    /** Observes one hook point, by its full name. */
    public static Hook reading(String name, BiConsumer<NDArray, HookPoint> reader) {
        return new Hook(new HookTarget.Named(name), observing(reader));
    }

    /** Observes every hook point whose full name matches; at least one must. */
    public static Hook reading(Predicate<String> names, BiConsumer<NDArray, HookPoint> reader) {
        return new Hook(new HookTarget.Matching(names), observing(reader));
    }

    /**
     * Replaces what passes one hook point, by its full name.
     *
     * @param replacement returns null to leave the value, or one of the same shape and dtype on the same device; it
     *     may belong to any manager, which keeps it
     */
    public static Hook replacing(String name, BiFunction<NDArray, HookPoint, @Nullable NDArray> replacement) {
        return new Hook(new HookTarget.Named(name), replacement);
    }

    /** Replaces what passes every hook point whose full name matches; at least one must. */
    public static Hook replacing(
            Predicate<String> names, BiFunction<NDArray, HookPoint, @Nullable NDArray> replacement) {
        return new Hook(new HookTarget.Matching(names), replacement);
    }

    HookTarget target() {
        return target;
    }

    @Nullable
    NDArray apply(NDArray value, HookPoint point) {
        return action.apply(value, point);
    }

    private static BiFunction<NDArray, HookPoint, @Nullable NDArray> observing(BiConsumer<NDArray, HookPoint> reader) {
        return (value, point) -> {
            reader.accept(value, point);
            return null;
        };
    }
}
