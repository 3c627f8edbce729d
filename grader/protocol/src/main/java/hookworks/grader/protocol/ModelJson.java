package hookworks.grader.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.parameters.ModelName;
import hookworks.lens.parameters.SeededModel;
import java.util.OptionalInt;

/** A model's name as JSON: of a seeded one its config in the library's own form, scale and seed, never weights. */
final class ModelJson {
    private static final String BUNDLED = "bundled";
    private static final String BOS = "bos";

    private ModelJson() {}

    static ObjectNode toJson(ModelName name) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        return switch (name) {
            case ModelName.Bundled bundled -> node.put(BUNDLED, true);
            case SeededModel model -> {
                node.put("config", model.config().toJson())
                        .put("init_scale", Double.toString(model.initScale()))
                        .put("seed", model.weightSeed());
                model.bosTokenId().ifPresent(bos -> node.put(BOS, bos));
                yield node;
            }
        };
    }

    static ModelName fromJson(HeaderNode node) throws ProtocolException {
        if (node.has(BUNDLED)) {
            return new ModelName.Bundled();
        }
        try {
            var config = HookedTransformerConfig.fromJson(node.text("config"));
            double initScale = Double.parseDouble(node.textAtMost("init_scale", 32));
            OptionalInt bos = node.has(BOS)
                    ? OptionalInt.of((int) node.wholeAtMost(BOS, Integer.MAX_VALUE))
                    : OptionalInt.empty();
            return new SeededModel(config, initScale, node.whole("seed"), bos);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("a model's name is inconsistent: " + e.getMessage(), e);
        }
    }
}
