package hookworks.lens.forward;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.PositionalEmbedding;
import hookworks.lens.config.PositionalEmbedding.Rotary;
import org.jspecify.annotations.Nullable;

/** What a model's attention needs to know of places and can be made from its config alone. Owns its tables. */
public final class PlaceTables implements AutoCloseable {
    private final Device device;
    private final Scalars scalars;
    private final AttentionMask mask;
    private final @Nullable Rotation rotation;
    private final @Nullable Alibi alibi;

    /** Makes the tables that the config asks for, on a device; they grow as longer inputs come. */
    public PlaceTables(HookedTransformerConfig config, Device device) {
        this.device = device;
        this.scalars = new Scalars(config.isHalfPrecision() ? DataType.FLOAT32 : config.dtype(), device);
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

    Scalars scalars() {
        return scalars;
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
        scalars.close();
        if (rotation != null) {
            rotation.close();
        }
        if (alibi != null) {
            alibi.close();
        }
    }
}
