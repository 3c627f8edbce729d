package hookworks.lens.patching;

import hookworks.lens.HookedTransformer;

/** What a sweep goes over. */
public enum PatchAxis {
    /** Layers, from 0. */
    LAYER,
    /** Positions of the text. */
    POS,
    /** Query heads of a layer. */
    HEAD,
    /** Query positions of an attention pattern. */
    DEST_POS,
    /** Key positions of an attention pattern. */
    SRC_POS;

    int sizeIn(HookedTransformer model, int positions) {
        return switch (this) {
            case LAYER -> model.config().nLayers();
            case HEAD -> model.config().nHeads();
            case POS, DEST_POS, SRC_POS -> positions;
        };
    }
}
