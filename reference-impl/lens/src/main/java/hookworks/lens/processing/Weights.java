package hookworks.lens.processing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.memory.Handles;
import hookworks.lens.memory.TensorScope;
import hookworks.lens.parameters.StateDict;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Weights on their way through processing, in double precision, all of them the scope's. */
final class Weights {
    private final Map<String, NDArray> byName = new HashMap<>();
    private final TensorScope scope;

    Weights(HookedTransformerConfig config, Map<String, NDArray> stateDict, TensorScope scope) {
        this.scope = scope;
        StateDict.shapes(config).keySet().forEach(name -> {
            NDArray weight = stateDict.get(name);
            if (weight == null) {
                throw new IllegalArgumentException(
                        "the state dict has no '%s', which the config asks for".formatted(name));
            }
            byName.put(name, scope.borrow(weight).toType(DataType.FLOAT64, false));
        });
    }

    NDArray get(String name) {
        NDArray weight = byName.get(name);
        if (weight == null) {
            throw new IllegalStateException("no weight '%s'".formatted(name));
        }
        return weight;
    }

    void put(String name, NDArray weight) {
        byName.put(name, weight);
    }

    /** Replaces a weight by what is made of it, and frees it. */
    void change(String name, UnaryOperator<NDArray> change) {
        NDArray old = get(name);
        NDArray changed = change.apply(old);
        put(name, changed);
        Handles.closeUnless(old, changed);
    }

    /** A weight that is changed no more, in another dtype; frees the one in double precision. */
    NDArray finished(String name, DataType dtype) {
        try (NDArray weight = get(name)) {
            return weight.toType(dtype, true);
        }
    }

    TensorScope scope() {
        return scope;
    }
}
