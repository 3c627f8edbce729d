package hookworks.lens;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Activations by the name of their hook point, in the order of the run. Owns its tensors until closed. */
public final class ActivationCache implements AutoCloseable {
    private final SequencedMap<String, NDArray> activations;

    /** Takes over tensors under their full names, in the map's order. */
    public ActivationCache(Map<String, NDArray> activations) {
        this.activations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(activations));
    }

    /**
     * The activation at a hook point.
     *
     * @param fullName such as {@code blocks.1.attn.hook_pattern}
     * @return the cache's own tensor, not a copy; it belongs to the manager of the run's tokens
     */
    public NDArray get(String fullName) {
        NDArray found = activations.get(fullName);
        if (found == null) {
            throw new IllegalArgumentException("the cache holds nothing for '%s'%s; it holds %d activations"
                    .formatted(fullName, Nearest.hint(fullName, activations.keySet()), activations.size()));
        }
        return found;
    }

    /**
     * The activation of one layer.
     *
     * @param shortName such as {@code pattern}, {@code resid_pre} or {@code q}
     */
    public NDArray get(String shortName, int layer) {
        return get(HookName.of(shortName, layer));
    }

    /** Full names in the order of the run; unmodifiable. */
    public Set<String> names() {
        return activations.sequencedKeySet();
    }

    /** Frees every activation. Closing twice is harmless. */
    @Override
    public void close() {
        activations.values().forEach(NDArray::close);
    }

    @Override
    public String toString() {
        return "ActivationCache" + activations.keySet();
    }
}
