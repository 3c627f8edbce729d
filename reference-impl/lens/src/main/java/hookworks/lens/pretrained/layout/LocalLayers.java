package hookworks.lens.pretrained.layout;

import com.fasterxml.jackson.databind.JsonNode;
import hookworks.lens.config.AttentionConfig.Local;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which layers see only a window of the nearest keys. */
public final class LocalLayers {
    private static final String WINDOW = "sliding_window";
    private static final String TYPES = "layer_types";

    /** What the families' code takes where a file says nothing. */
    private static final int WINDOW_OTHERWISE = 4096;

    private LocalLayers() {}

    /**
     * The layers that the config names one by one, or where it does not, those of the rule.
     *
     * @return empty where no layer is local
     */
    public static Optional<Local> read(HuggingFaceConfig config, int nLayers, IntPredicate rule) {
        List<Boolean> local = config.json(TYPES)
                .map(types -> named(config, types))
                .orElseGet(
                        () -> IntStream.range(0, nLayers).mapToObj(rule::test).toList());
        if (local.size() != nLayers) {
            throw config.unsupported(TYPES, "it must have one entry for each of the %d layers".formatted(nLayers));
        }
        return local.contains(true) ? Optional.of(new Local(window(config), local)) : Optional.empty();
    }

    private static int window(HuggingFaceConfig config) {
        return config.isNull(WINDOW)
                ? config.size(WINDOW)
                : config.optionalSize(WINDOW).orElse(WINDOW_OTHERWISE);
    }

    private static List<Boolean> named(HuggingFaceConfig config, JsonNode types) {
        var local = new ArrayList<Boolean>();
        for (JsonNode type : types) {
            local.add(
                    switch (type.asText()) {
                        case "sliding_attention" -> true;
                        case "full_attention" -> false;
                        default -> throw config.unsupported(TYPES, "each must be full_attention or sliding_attention");
                    });
        }
        return local;
    }
}
