package hookworks.lens.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything that a state dict's pickle can hold: data, never behaviour. Containers may be shared and may hold one
 * another, so nothing here walks them by recursion.
 */
sealed interface PickleValue {
    /** How deep containers may stand within one another. */
    int MAX_DEPTH = 64;

    /** Containers above the deepest scalar, when this value was last added to. */
    default int depth() {
        return 0;
    }

    /** What it directly holds. */
    default List<PickleValue> parts() {
        return List.of();
    }

    record None() implements PickleValue {}

    record Truth(boolean value) implements PickleValue {}

    record Whole(long value) implements PickleValue {}

    record Real(double value) implements PickleValue {}

    record Text(String value) implements PickleValue {}

    /** One of the names that torch's state dicts ask for; calling it runs nothing of its own. */
    record Known(TorchGlobal global) implements PickleValue {}

    record Storage(StoredType type, String key, long elements) implements PickleValue {}

    record Tensor(Storage storage, StridedView view) implements PickleValue {}

    /** A list or a tuple. */
    final class Items implements PickleValue {
        private final boolean fixed;
        private final List<PickleValue> items = new ArrayList<>();
        private int depth = 1;

        private Items(boolean fixed) {
            this.fixed = fixed;
        }

        static Items list() {
            return new Items(false);
        }

        static Items tuple(List<PickleValue> items) {
            var tuple = new Items(true);
            tuple.hold(items);
            return tuple;
        }

        boolean isTuple() {
            return fixed;
        }

        void append(List<PickleValue> more) {
            if (fixed) {
                throw new WeightsException("it appends to a tuple");
            }
            hold(more);
        }

        private void hold(List<PickleValue> more) {
            more.forEach(item -> depth = Math.max(depth, depthAround(item)));
            items.addAll(more);
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public List<PickleValue> parts() {
            return Collections.unmodifiableList(items);
        }
    }

    /** A dict or an OrderedDict. Its keys are texts and whole numbers. */
    final class Dict implements PickleValue {
        private final boolean ordered;
        private final SequencedMap<PickleValue, PickleValue> entries = new LinkedHashMap<>();
        private int depth = 1;

        Dict(boolean ordered) {
            this.ordered = ordered;
        }

        /** Only an OrderedDict carries attributes, of which none matters here. */
        boolean isOrdered() {
            return ordered;
        }

        void put(PickleValue key, PickleValue value) {
            if (!(key instanceof Text || key instanceof Whole)) {
                throw new WeightsException(
                        "a dict's keys must be texts or whole numbers, but one is %s".formatted(key.describe()));
            }
            depth = Math.max(depth, depthAround(value));
            if (entries.put(key, value) != null) {
                throw new WeightsException("a dict has the key %s twice".formatted(key.describe()));
            }
        }

        SequencedMap<PickleValue, PickleValue> entries() {
            return Collections.unmodifiableSequencedMap(entries);
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public List<PickleValue> parts() {
            return List.copyOf(entries.values());
        }
    }

    private static int depthAround(PickleValue part) {
        int depth = part.depth() + 1;
        if (depth > MAX_DEPTH) {
            throw new WeightsException("containers stand more than %d deep within one another".formatted(MAX_DEPTH));
        }
        return depth;
    }

    /** For messages. */
    default String describe() {
        return switch (this) {
            case None _ -> "None";
            case Truth(boolean value) -> value ? "True" : "False";
            case Whole(long value) -> Long.toString(value);
            case Real(double value) -> Double.toString(value);
            case Text(String value) -> Quoted.of(value);
            case Known(TorchGlobal global) -> "the global " + global.pythonName();
            case Storage storage -> "the storage %s of %s".formatted(Quoted.of(storage.key()), storage.type());
            case Tensor tensor -> "a tensor of shape " + tensor.view().shape();
            case Items items -> items.isTuple() ? "a tuple" : "a list";
            case Dict dict -> dict.isOrdered() ? "an OrderedDict" : "a dict";
        };
    }
}
