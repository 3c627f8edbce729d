package hookworks.benchmarks;

import hookworks.lens.config.ActivationFunction;
import hookworks.lens.config.ConfigBuilder;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.config.MlpConfig;
import java.util.List;

/**
 * Which model, on which input.
 *
 * @param config of one of the two shapes that a {@link HandWrittenLoop} is written for
 * @param rounds how many turns each contender gets
 */
public record Workload(HookedTransformerConfig config, int batch, int positions, int rounds) {
    public Workload {
        if (batch < 1 || positions < 1 || positions > config.nCtx()) {
            throw new IllegalArgumentException("batch must be at least 1 and positions 1 to n_ctx=%d, got %d x %d"
                    .formatted(config.nCtx(), batch, positions));
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, got " + rounds);
        }
    }

    /** The course's own sizes: its two-layer model, and GPT-2 small. Quick inputs get more rounds than slow ones. */
    public static List<Workload> ofTheCourse() {
        HookedTransformerConfig twoLayers = wide(HookedTransformerConfig.attentionOnly(), 2, 50_278);
        HookedTransformerConfig gpt2Small = wide(
                HookedTransformerConfig.builder().mlp(new MlpConfig(4 * 768, ActivationFunction.GELU_NEW, false)),
                12,
                50_257);
        return List.of(
                new Workload(twoLayers, 1, 101, 25),
                new Workload(twoLayers, 10, 101, 15),
                new Workload(twoLayers, 1, 512, 19),
                new Workload(gpt2Small, 1, 101, 25),
                new Workload(gpt2Small, 10, 101, 15),
                new Workload(gpt2Small, 1, 512, 15));
    }

    private static HookedTransformerConfig wide(ConfigBuilder builder, int layers, int vocabulary) {
        return builder.nLayers(layers)
                .nHeads(12)
                .dModel(768)
                .dHead(64)
                .nCtx(1024)
                .dVocab(vocabulary)
                .build();
    }

    /** Layers x d_model. */
    String model() {
        return config.nLayers() + "x" + config.dModel();
    }
}
