package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.HookName;
import hookworks.lens.parameters.ModelWeights;

/** What a head makes of its input by one matrix. */
enum Projection {
    QUERY("the queries"),
    KEY("the keys"),
    VALUE("the values");

    private final String words;

    Projection(String words) {
        this.words = words;
    }

    /** As part of a sentence. */
    String words() {
        return words;
    }

    /** {@code [layer, head, d_model, d_head]}: a view of the model's, which belongs to {@code viewer}. */
    NDArray weights(HookedTransformer model, NDManager viewer) {
        ModelWeights weights = model.weights(viewer);
        return switch (this) {
            case QUERY -> weights.wQ();
            case KEY -> weights.wK();
            case VALUE -> weights.wV();
        };
    }

    /** Where a run has them, {@code [pos, head, d_head]}. */
    String hook(int layer) {
        return switch (this) {
            case QUERY -> HookName.q(layer);
            case KEY -> HookName.k(layer);
            case VALUE -> HookName.v(layer);
        };
    }
}
