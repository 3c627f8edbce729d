package hookworks.lens.hooks;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which hook points a cached run stores. What is not asked for is never held: memory is the point. */
public final class HookFilter {
    private static final HookFilter ALL = new HookFilter(List.of(new HookTarget.Everything()));

    private final List<HookTarget> targets;

    private HookFilter(List<HookTarget> targets) {
        this.targets = targets;
    }

    /** Every hook point that the run passes. */
    public static HookFilter all() {
        return ALL;
    }

    /** These hook points, by full name; each must exist. */
    public static HookFilter names(String... names) {
        return new HookFilter(
                Stream.of(names).<HookTarget>map(HookTarget.Named::new).toList());
    }

    /** Every hook point whose full name matches, if any. */
    public static HookFilter matching(Predicate<String> names) {
        return new HookFilter(List.of(new HookTarget.Matching(names)));
    }

    List<HookTarget> targets() {
        return targets;
    }
}
