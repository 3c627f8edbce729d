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
        return of(form, new Head(layer, index));
    }

    private WeightMatrix of(Form form, Head head) {
        var place = new Place(form, head);
        WeightMatrix matrix = known.get(place);
        if (matrix == null) {
            matrix = made(form, head);
            known.put(place, matrix);
        }
        return matrix;
    }

    private WeightMatrix made(Form form, Head head) {
        return switch (form) {
            case OV -> of(Form.W_V, head).times(WeightMatrix.ofHead(weights.wO(), head));
            case OV_TURNED -> of(Form.OV, head).transposed();
            case VO -> WeightMatrix.ofHead(weights.wO(), head).times(of(Form.W_V, head));
            case QK -> of(Form.W_Q, head).times(of(Form.W_K, head).transposed());
            case KQ -> of(Form.QK, head).transposed();
            case W_Q -> WeightMatrix.ofHead(weights.wQ(), head);
            case W_K -> WeightMatrix.ofHead(weights.wK(), head);
            case W_V -> WeightMatrix.ofHead(weights.wV(), head);
        };
    }
}
