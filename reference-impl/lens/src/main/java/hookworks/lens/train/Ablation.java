package hookworks.lens.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hookworks.lens.hooks.Hook;

/** Silences a head. */
final class Ablation {
    private Ablation() {}

    /** Zeroes what the head mixed, so that it writes nothing. */
    static Hook of(HeadScore head) {
        String name = "blocks.%d.attn.hook_z".formatted(head.layer());
        return Hook.replacing(name, (z, point) -> { // [batch, pos, head, d_head]
            NDArray silenced = z.duplicate();
            silenced.set(new NDIndex().addAllDim(2).addIndices(head.head()), 0);
            return silenced;
        });
    }
}
