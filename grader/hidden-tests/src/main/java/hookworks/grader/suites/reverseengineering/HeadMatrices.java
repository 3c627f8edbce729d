package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.HashMap;
import java.util.Map;

/** The matrices by which heads read and write, each worked out once, in plain loops. Confined to one thread. */
final class HeadMatrices {
    private final HookedTransformer model;
    private final ModelWeights weights;
    private final Map<Place, WeightMatrix> known = new HashMap<>();

    /** A matrix that a head has, or that one might take for such. */
    enum Form {
        /** {@code W_V W_O}. */
        OV,
        /** {@code W_V W_O}, transposed. */
        OV_TURNED,
        /** {@code W_O W_V}, {@code d_head} by {@code d_head}. */
        VO,
        /** {@code W_Q W_Kᵀ}: the query's side reads. */
        QK,
        /** {@code W_K W_Qᵀ}: the key's side reads. */
        KQ,
        W_Q,
        W_K,
        W_V
    }

    private record Place(Form form, Head head) {}

    /** {@code manager} lends memory for the weights. */
    HeadMatrices(HookedTransformer model, NDManager manager) {
        this.model = model;
        this.weights = model.weights(manager);
    }

    int layers() {
        return model.config().nLayers();
    }

    int heads() {
        return model.config().nHeads();
    }

    /** Whether {@code W_O W_V} is as large as {@code W_V W_O}. */
    boolean areSquare() {
        return model.config().dHead() == model.config().dModel();
    }

    WeightMatrix of(Form form, int layer, int index) {
        var place = new Place(form, new Head(layer, index));
        WeightMatrix matrix = known.get(place);
        if (matrix == null) {
            matrix = made(form, place.head());
            known.put(place, matrix);
        }
        return matrix;
    }

    private WeightMatrix made(Form form, Head head) {
        WeightMatrix wQ = WeightMatrix.ofHead(weights.wQ(), head);
        WeightMatrix wK = WeightMatrix.ofHead(weights.wK(), head);
        WeightMatrix wV = WeightMatrix.ofHead(weights.wV(), head);
        WeightMatrix wO = WeightMatrix.ofHead(weights.wO(), head);
        return switch (form) {
            case OV -> wV.times(wO);
            case OV_TURNED -> wV.times(wO).transposed();
            case VO -> wO.times(wV);
            case QK -> wQ.times(wK.transposed());
            case KQ -> wK.times(wQ.transposed());
            case W_Q -> wQ;
            case W_K -> wK;
            case W_V -> wV;
        };
    }
}
