package hookworks.grader.protocol;

import ai.djl.ndarray.NDArray;
import hookworks.lens.ActivationCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cache on the wire: names and tensors in the order of the run. It arrives without its model. */
final class CacheForm {
    private static final String BATCH = "batch";
    private static final String NAMES = "names";
    private static final String TENSORS = "tensors";

    private CacheForm() {}

    static WireValue encode(ActivationCache cache, String what) {
        if (cache.names().size() > Bounds.ITEMS) {
            throw new ContractException(
                    "%s to have at most %,d activations".formatted(what, Bounds.ITEMS),
                    "%,d".formatted(cache.names().size()));
        }
        var names = new ArrayList<WireValue>();
        var tensors = new ArrayList<WireValue>();
        for (String name : cache.names()) {
            names.add(ValueEncoding.text(name, "a name in " + what));
            tensors.add(ValueEncoding.tensor(cache.get(name), "'%s' of %s".formatted(name, what)));
        }
        return new WireValue.Fields(Map.of(
                BATCH,
                new WireValue.Truth(cache.hasBatchDim()),
                NAMES,
                new WireValue.Items(names),
                TENSORS,
                new WireValue.Items(tensors)));
    }

    static ActivationCache decode(WireValue.Fields fields, ValueDecoding decoding) throws ProtocolException {
        boolean batch = decoding.truth(fields, BATCH);
        List<WireValue> names = decoding.items(fields, NAMES);
        List<WireValue> tensors = decoding.items(fields, TENSORS);
        if (names.size() != tensors.size()) {
            throw new ProtocolException("a cache has %d names for %d tensors".formatted(names.size(), tensors.size()));
        }
        Map<String, NDArray> activations = new LinkedHashMap<>();
        for (int at = 0; at < names.size(); at++) {
            String name = (String) decoding.decode(names.get(at), String.class);
            if (activations.put(name, (NDArray) decoding.decode(tensors.get(at), NDArray.class)) != null) {
                throw new ProtocolException("a cache names '%s' twice".formatted(name));
            }
        }
        return batch ? new ActivationCache(activations) : ActivationCache.withoutBatchDim(activations);
    }
}
