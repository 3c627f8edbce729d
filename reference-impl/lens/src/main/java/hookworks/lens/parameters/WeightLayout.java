package hookworks.lens.parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.regex.Pattern;

/**
 * How weights lie in memory: the heads' reading projections side by side, so that one product serves all heads, all
 * else as TransformerLens has it.
 */
final class WeightLayout {
    /** Stored as {@code [head * d_head, d_model]} where TransformerLens has {@code [head, d_model, d_head]}. */
    private static final Pattern READS_BY_HEAD = Pattern.compile("(blocks\\.\\d+\\.)?attn\\._?W_[QKV]");

    private WeightLayout() {}

    /** The shape in which a weight of TransformerLens' shape is stored. */
    static Shape stored(String name, Shape shape) {
        return readsByHead(name) ? new Shape(shape.get(0) * shape.get(2), shape.get(1)) : shape;
    }

    /**
     * From the stored shape to TransformerLens', as a view.
     *
     * @param stored one layer's, or with a leading layer axis
     */
    static NDArray transformerLens(String name, NDArray stored, HookedTransformerConfig config) {
        if (!readsByHead(name)) {
            return stored;
        }
        Shape shape = stored.getShape();
        Shape leading = shape.slice(0, shape.dimension() - 2);
        NDArray byHead = stored.reshape(leading.addAll(new Shape(-1, config.dHead(), config.dModel())));
        return byHead.swapAxes(-2, -1);
    }

    private static boolean readsByHead(String name) {
        return READS_BY_HEAD.matcher(name).matches();
    }
}
