package hookworks.grader.suites.hooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A number for each head of a model. */
@FunctionalInterface
interface HeadTable {
    double at(int layer, int head);

    /** {@code [layer, head]} float32. */
    default NDArray tensor(NDManager manager, int layers, int heads) {
        float[] cells = new float[layers * heads];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (float) at(i / heads, i % heads);
        }
        return manager.create(cells, new Shape(layers, heads));
    }

    /** The same numbers as {@code [head, layer]}. */
    default NDArray transposed(NDManager manager, int layers, int heads) {
        HeadTable turned = (head, layer) -> at(layer, head);
        return turned.tensor(manager, heads, layers);
    }
}
