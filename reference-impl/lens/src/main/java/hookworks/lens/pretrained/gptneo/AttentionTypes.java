package hookworks.lens.pretrained.gptneo;

import com.fasterxml.jackson.databind.JsonNode;
import hookworks.lens.pretrained.layout.HuggingFaceConfig;
import java.util.ArrayList;
import java.util.List;

/** Which layers are local, by patterns that repeat: {@code [[["global", "local"], 2]]} says so of every second of four. */
final class AttentionTypes {
    private static final String PATTERNS = "attention_types";
    private static final String LAYERS = "attention_layers";

    private AttentionTypes() {}

    /** For each layer whether it is local. */
    static List<Boolean> read(HuggingFaceConfig config, int nLayers) {
        List<Boolean> repeated = config.json(PATTERNS)
                .map(patterns -> repeated(config, patterns, nLayers))
                .orElseGet(List::of);
        List<Boolean> listed =
                config.json(LAYERS).map(names -> locals(config, LAYERS, names)).orElse(repeated);
        if (listed.size() != nLayers) {
            throw config.unsupported(
                    config.has(LAYERS) ? LAYERS : PATTERNS,
                    "it must say of each of the %d layers whether it is global or local".formatted(nLayers));
        }
        if (config.has(PATTERNS) && !listed.equals(repeated)) {
            throw config.unsupported(LAYERS, "it disagrees with %s, which names other layers".formatted(PATTERNS));
        }
        return listed;
    }

    private static List<Boolean> repeated(HuggingFaceConfig config, JsonNode patterns, int nLayers) {
        var all = new ArrayList<Boolean>();
        for (JsonNode pattern : patterns) {
            List<Boolean> once = locals(config, PATTERNS, pattern.path(0));
            int times = Math.min(pattern.path(1).asInt(), nLayers + 1); // one too many is as wrong as a million
            for (int time = 0; time < times; time++) {
                all.addAll(once);
            }
        }
        return all;
    }

    private static List<Boolean> locals(HuggingFaceConfig config, String field, JsonNode names) {
        var locals = new ArrayList<Boolean>();
        for (JsonNode name : names) {
            locals.add(
                    switch (name.asText()) {
                        case "local" -> true;
                        case "global" -> false;
                        default -> throw config.unsupported(field, "each layer must be global or local");
                    });
        }
        return locals;
    }
}
