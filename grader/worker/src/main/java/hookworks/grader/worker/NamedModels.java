package hookworks.grader.worker;

import ai.djl.Device;
import hookworks.grader.protocol.ModelSource;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.ModelName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models that calls have named, each made once, so that a hook left on one or a changed weight shows at the next
 * call. Keeps the latest few.
 */
final class NamedModels implements ModelSource {
    private static final int KEPT = 8;

    private final Device device;
    private final Map<ModelName, HookedTransformer> models = new LinkedHashMap<>(16, 0.75f, true);

    NamedModels(Device device) {
        this.device = device;
    }

    Device device() {
        return device;
    }

    @Override
    public HookedTransformer model(ModelName name) {
        HookedTransformer known = models.get(name);
        if (known == null) {
            known = HookedTransformer.named(name, device);
            models.put(name, known);
            evictOldest();
        }
        return known;
    }

    private void evictOldest() {
        if (models.size() > KEPT) {
            var oldest = models.entrySet().iterator();
            HookedTransformer evicted = oldest.next().getValue();
            oldest.remove();
            evicted.close();
        }
    }
}
