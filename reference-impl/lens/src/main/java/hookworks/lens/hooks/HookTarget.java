package hookworks.lens.hooks;

import java.util.function.Predicate;

/** Which hook points are meant. */
sealed interface HookTarget {
    record Everything() implements HookTarget {}

    record Named(String name) implements HookTarget {}

    record Matching(Predicate<String> names) implements HookTarget {}
}
