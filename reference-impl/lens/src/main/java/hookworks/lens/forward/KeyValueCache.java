package hookworks.lens.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.memory.SameDevice;
import hookworks.lens.memory.TensorScope;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys, rotated where the model rotates them, and the values of a text's tokens so far, so that a run sees only the
 * new ones. Owns its tensors until closed. Confined to one thread; a run that throws leaves it as it was.
 */
public final class KeyValueCache implements AutoCloseable {
    private final NDManager manager;
    private List<Entry> entries = List.of();

    /** One layer's {@code [batch, past, kv_head, d_head]}. */
    record Entry(NDArray keys, NDArray values) {}

    private KeyValueCache(NDManager manager) {
        this.manager = manager;
    }

    /** A cache that has seen nothing; a child of {@code owner}. */
    public static KeyValueCache empty(NDManager owner) {
        return new KeyValueCache(owner.newSubManager());
    }

    /** How many tokens it has seen. */
    public int length() {
        return entries.isEmpty()
                ? 0
                : Math.toIntExact(entries.getFirst().keys().getShape().get(1));
    }

    long batch() {
        return entries.isEmpty() ? 0 : entries.getFirst().keys().getShape().get(0);
    }

    int layers() {
        return entries.size();
    }

    /** Begins to collect what one run adds. */
    Growth grow() {
        return new Growth();
    }

    /** What one run adds; it counts only once it is kept. */
    final class Growth {
        private final List<Entry> grown = new ArrayList<>();

        /** The past of a layer with what is new, which belong to the managers of the new. */
        Entry append(int layer, NDArray keys, NDArray values) {
            Entry all = entries.isEmpty()
                    ? new Entry(keys.reshape(keys.getShape()), values.reshape(values.getShape()))
                    : joined(entries.get(layer), keys, values);
            grown.add(all);
            return all;
        }

        private static Entry joined(Entry past, NDArray keys, NDArray values) {
            requireAlike(past.keys(), keys);
            NDManager scratch = keys.getManager();
            try (NDManager borrowed = scratch.newSubManager()) {
                NDArray allKeys = TensorScope.view(past.keys(), borrowed).concat(keys, 1);
                NDArray allValues = TensorScope.view(past.values(), borrowed).concat(values, 1);
                allKeys.attach(scratch);
                allValues.attach(scratch);
                return new Entry(allKeys, allValues);
            }
        }

        private static void requireAlike(NDArray past, NDArray fresh) {
            SameDevice.require("the key-value cache", past, "this run", fresh.getDevice());
            if (past.getShape().get(2) != fresh.getShape().get(2)) {
                throw new IllegalArgumentException(
                        ("the key-value cache has keys for %d heads, and this run makes them for %d: start a new cache"
                                        + " after setUngroupGroupedQueryAttention")
                                .formatted(
                                        past.getShape().get(2), fresh.getShape().get(2)));
            }
        }

        /** Makes it the cache's, in place of the shorter past. */
        void keep() {
            List<Entry> past = entries;
            var kept = new ArrayList<Entry>();
            for (Entry entry : grown) {
                kept.add(new Entry(TensorScope.view(entry.keys(), manager), TensorScope.view(entry.values(), manager)));
            }
            entries = List.copyOf(kept);
            past.forEach(entry -> {
                entry.keys().close();
                entry.values().close();
            });
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
