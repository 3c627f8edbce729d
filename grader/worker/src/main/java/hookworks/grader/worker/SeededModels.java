package hookworks.grader.worker;

import ai.djl.Device;
import hookworks.grader.protocol.ModelSource;
import hookworks.lens.HookedTransformer;
import hookworks.lens.parameters.SeededModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models that calls have named, each made once, so that a hook left on one or a changed weight shows at the next
 * call. Keeps the latest few.
 */
final class SeededModels implements ModelSource {
    private static final int KEPT = 8;

    private final Device device;
    private final Map<SeededModel, HookedTransformer> models = new LinkedHashMap<>(16, 0.75f, true);

    SeededModels(Device device) {
        this.device = device;
    }

    @Override
    public HookedTransformer model(SeededModel name) {
        HookedTransformer known = models.get(name);
        if (known == null) {
            known = HookedTransformer.seeded(name, device);
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
