package hookworks.grader.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.SeededModel;

/** A seeded model's name as JSON: its config in the library's own form, scale and seed, never weights. */
final class ModelJson {
    private ModelJson() {}

    static ObjectNode toJson(SeededModel model) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("config", model.config().toJson())
                .put("init_scale", Double.toString(model.initScale()))
                .put("seed", model.weightSeed());
    }

    static SeededModel fromJson(HeaderNode node) throws ProtocolException {
        try {
            var config = HookedTransformerConfig.fromJson(node.text("config"));
            double initScale = Double.parseDouble(node.textAtMost("init_scale", 32));
            return new SeededModel(config, initScale, node.whole("seed"));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("a model's name is inconsistent: " + e.getMessage(), e);
        }
    }
}
