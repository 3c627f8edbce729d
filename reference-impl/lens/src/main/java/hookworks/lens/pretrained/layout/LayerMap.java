package hookworks.lens.pretrained.layout;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.parameters.StateDict;
import java.util.function.UnaryOperator;

/** The part of a {@link WeightMap} that is one layer; names are those within the layer. */
public final class LayerMap {
    private final WeightMap map;
    private final int layer;
    private final String modules;

    LayerMap(WeightMap map, int layer, String modules) {
        this.map = map;
        this.layer = layer;
        this.modules = modules;
    }

    /** A norm: its weight, and its bias where the model's norms have one. */
    public void norm(String norm, String module) {
        map.norm(StateDict.in(layer, norm), modules + module);
    }

    /** A norm whose weight, {@code [d_model]}, is changed. */
    public void norm(String norm, String module, UnaryOperator<NDArray> change) {
        map.norm(StateDict.in(layer, norm), modules + module, change);
    }

    /**
     * How heads read.
     *
     * @param which Q, K or V
     */
    public void reads(String which, Projection from) {
        String mark = map.has(ours("attn._W_" + which)) ? "attn._" : "attn.";
        Shape shape = map.shape(ours(mark + "W_" + which)); // [head, d_model, d_head]
        long heads = shape.get(0);
        long size = shape.get(2);
        put(mark + "W_" + which, from.weight(theirs(), shape.get(1), heads, size), byHead -> byHead.transpose(1, 0, 2));
        if (from.isBiased()) {
            put(mark + "b_" + which, from.bias(theirs(), heads, size), bias -> bias.reshape(heads, size));
        }
    }

    /** How heads write. */
    public void writes(Projection from) {
        Shape shape = map.shape(ours("attn.W_O")); // [head, d_head, d_model]
        put(
                "attn.W_O",
                from.weight(theirs(), shape.get(0) * shape.get(1), 1, shape.get(2)),
                matrix -> matrix.reshape(shape));
        bias("attn.b_O", from);
    }

    /**
     * A matrix of the MLP.
     *
     * @param which in, gate or out
     */
    public void mlp(String which, Projection from) {
        Shape shape = map.shape(ours("mlp.W_" + which));
        put("mlp.W_" + which, from.weight(theirs(), shape.get(0), 1, shape.get(1)), matrix -> matrix.reshape(shape));
        bias("mlp.b_" + which, from);
    }

    /** What files hold beside weights, and can be made again from the config. */
    public void buffers(String... tensors) {
        for (String tensor : tensors) {
            map.buffer(modules + tensor);
        }
    }

    private void bias(String bias, Projection from) {
        if (from.isBiased()) {
            Shape shape = map.shape(ours(bias));
            put(bias, from.bias(theirs(), 1, shape.get(0)), row -> row.reshape(shape));
        }
    }

    private void put(String weight, Source source, UnaryOperator<NDArray> last) {
        map.put(ours(weight), source.then(last));
    }

    private String ours(String weight) {
        return StateDict.in(layer, weight);
    }

    private String theirs() {
        return map.prefix() + modules;
    }
}
