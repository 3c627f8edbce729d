package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding;
import hookworks.lens.config.PositionalEmbedding.Rotary;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a model's attention needs to know of places and can be made from its config alone. Owns its tables. */
public final class PlaceTables implements AutoCloseable {
    private final Device device;
    private final NDManager manager;
    private final List<NDArray> inverseScales;
    private final AttentionMask mask;
    private final @Nullable Rotation rotation;
    private final @Nullable Alibi alibi;

    public PlaceTables(HookedTransformerConfig config, Device device) {
        this.device = device;
        this.manager = NDManager.newBaseManager(device);
        this.inverseScales = IntStream.range(0, config.nLayers())
                .mapToObj(
                        layer -> manager.create((float) (1 / config.attention().scaleOf(layer)))
                                .toType(config.isHalfPrecision() ? DataType.FLOAT32 : config.dtype(), false))
                .toList();
        this.mask = new AttentionMask(config.attention(), config.nLayers(), config.nCtx(), device);
        PositionalEmbedding positional = config.positional();
        this.rotation = positional instanceof Rotary rotary
                ? new Rotation(rotary, config.dHead(), config.nCtx(), config.dtype(), device)
                : null;
        this.alibi = positional instanceof PositionalEmbedding.Alibi
                ? new Alibi(config.nHeads(), config.nCtx(), device)
                : null;
    }

    Device device() {
        return device;
    }

    NDArray inverseScale(int layer) {
        return inverseScales.get(layer);
    }

    AttentionMask mask() {
        return mask;
    }

    @Nullable
    Rotation rotation() {
        return rotation;
    }

    @Nullable
    Alibi alibi() {
        return alibi;
    }

    @Override
    public void close() {
        mask.close();
        if (rotation != null) {
            rotation.close();
        }
        if (alibi != null) {
            alibi.close();
        }
        manager.close();
    }
}
