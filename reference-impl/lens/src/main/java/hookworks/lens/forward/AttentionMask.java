package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import hookworks.lens.config.AttentionConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Minus infinity where a query may not see a key, else 0: one table for each window that a layer has. Thread-safe. */
final class AttentionMask implements AutoCloseable {
    private final Map<OptionalInt, GrowingTable> tables = new HashMap<>();
    private final AttentionConfig config;

    AttentionMask(AttentionConfig config, int nLayers, int nCtx, Device device) {
        this.config = config;
        for (int layer = 0; layer < nLayers && config.isCausal(); layer++) {
            tables.computeIfAbsent(config.windowOf(layer), window -> {
                int width = window.orElse(Integer.MAX_VALUE);
                return new GrowingTable(
                        device,
                        nCtx,
                        (query, key) -> key > query || query - key >= width ? Float.NEGATIVE_INFINITY : 0);
            });
        }
    }

    /** {@code [query, key]} to add to a layer's scores, the run's own; null where every query sees every key. */
    @Nullable
    NDArray of(int layer, Placement placement) {
        GrowingTable table = tables.get(config.windowOf(layer));
        return table == null ? null : table.of(placement.past(), placement.queries(), placement.scratch());
    }

    @Override
    public void close() {
        tables.values().forEach(GrowingTable::close);
    }
}
