package hookworks.lens;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;

/** A model whose sizes differ pairwise, with weights large enough that attention is far from uniform. */
public final class SmallModel {
    public static final HookedTransformerConfig CONFIG = HookedTransformerConfig.attentionOnly()
            .nLayers(2)
            .nHeads(5)
            .dModel(24)
            .dHead(4)
            .nCtx(32)
            .dVocab(37)
            .build();

    private SmallModel() {}

    public static HookedTransformer load() {
        return HookedTransformer.seeded(new SeededModel(CONFIG, 0.4, 7), Device.cpu());
    }

    /** {@code [3, 11]} int64. */
    public static NDArray tokens(NDManager manager) {
        long[] ids = new long[33];
        for (int cell = 0; cell < ids.length; cell++) {
            ids[cell] = (cell * 17L + 5) % 37;
        }
        return manager.create(ids, new Shape(3, 11));
    }
}
