package hookworks.lens.weights;

import hookworks.lens.weights.PickleValue.Dict;
import hookworks.lens.weights.PickleValue.Tensor;
import hookworks.lens.weights.PickleValue.Text;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Finds the state dict in what a checkpoint holds: the whole, or all that is left beside numbers and texts. */
final class StateDictSearch {
    private static final int MAX_NESTING = 4;

    private StateDictSearch() {}

    /** The tensors by their names, in the checkpoint's order. */
    static SequencedMap<String, Tensor> tensors(PickleValue checkpoint) {
        PickleValue candidate = checkpoint;
        for (int nesting = 0; nesting < MAX_NESTING; nesting++) {
            if (!(candidate instanceof Dict dict)) {
                throw new WeightsException(
                        "its tensors are in %s; a state dict is a dict of tensors".formatted(candidate.describe()));
            }
            List<Map.Entry<PickleValue, PickleValue>> holders = dict.entries().entrySet().stream()
                    .filter(entry -> holdsTensors(entry.getValue()))
                    .toList();
            if (holders.stream().anyMatch(entry -> entry.getValue() instanceof Tensor)) {
                return named(holders);
            }
            candidate = soleHolder(holders);
        }
        throw new WeightsException("its tensors are more than %d dicts deep".formatted(MAX_NESTING));
    }

    private static SequencedMap<String, Tensor> named(List<Map.Entry<PickleValue, PickleValue>> holders) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (Map.Entry<PickleValue, PickleValue> entry : holders) {
            if (!(entry.getKey() instanceof Text(String name)) || !(entry.getValue() instanceof Tensor tensor)) {
                throw new WeightsException("under the key %s stands %s with tensors, beside named tensors"
                        .formatted(entry.getKey().describe(), entry.getValue().describe()));
            }
            tensors.put(name, tensor);
        }
        return tensors;
    }

    private static PickleValue soleHolder(List<Map.Entry<PickleValue, PickleValue>> holders) {
        if (holders.isEmpty()) {
            throw new WeightsException("it holds no tensors");
        }
        if (holders.size() > 1) {
            throw new WeightsException(
                    "it holds tensors under %s, and which is the model is not said; save its state dict alone"
                            .formatted(holders.stream()
                                    .map(entry -> entry.getKey().describe())
                                    .toList()));
        }
        return holders.getFirst().getValue();
    }

    /** Sees each container once, so that shared and circular ones end too. */
    private static boolean holdsTensors(PickleValue value) {
        var seen = Collections.<PickleValue>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<PickleValue>();
        open.add(value);
        while (!open.isEmpty()) {
            PickleValue next = open.remove();
            if (next instanceof Tensor) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(next.parts());
            }
        }
        return false;
    }
}
