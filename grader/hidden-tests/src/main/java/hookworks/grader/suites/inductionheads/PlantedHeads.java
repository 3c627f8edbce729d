package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import hookworks.lens.hooks.HookName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The attention of a made-up model on one text, of which it is known which heads are of a kind. They are so by far: no
 * head's score lies near any threshold that somebody might choose. Not changed once made.
 */
final class PlantedHeads {
    private static final double UNLIKE_ANY = 0.25;
    private static final double LIKE_ALL = 0.65;
    private static final int ATTEMPTS = 100;

    private final HeadKind kind;
    private final List<LayerPattern> layers;

    private PlantedHeads(HeadKind kind, List<LayerPattern> layers) {
        this.kind = kind;
        this.layers = layers;
    }

    /**
     * Draws patterns until every score is far from the line.
     *
     * @param looks how each head looks, {@code [layer][head]}
     * @throws IllegalStateException where no draw was clear, which the looks that are there make all but impossible
     */
    static PlantedHeads drawn(Scenarios scenarios, HeadKind kind, Look[][] looks, int length) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var layers = new ArrayList<LayerPattern>();
            for (Look[] layer : looks) {
                layers.add(drawn(scenarios, layer, length));
            }
            var planted = new PlantedHeads(kind, List.copyOf(layers));
            if (planted.isClear()) {
                return planted;
            }
        }
        throw new IllegalStateException("%d draws of %d layers on %d tokens all left a head of kind %s in doubt"
                .formatted(ATTEMPTS, looks.length, length, kind));
    }

    /** What a model really does, however clear that is. */
    static PlantedHeads found(HeadKind kind, ActivationCache cache) {
        return new PlantedHeads(kind, LayerPattern.allOf(cache));
    }

    private static LayerPattern drawn(Scenarios scenarios, Look[] looks, int length) {
        float[] cells = new float[looks.length * length * length];
        for (int row = 0; row < looks.length * length; row++) {
            looks[row / length].fill(scenarios, cells, row * length, row % length, length);
        }
        return new LayerPattern(looks.length, length, cells);
    }

    private boolean isClear() {
        return all().stream().mapToDouble(this::score).noneMatch(score -> score > UNLIKE_ANY && score < LIKE_ALL);
    }

    HeadKind kind() {
        return kind;
    }

    /** Attention by layer. */
    List<LayerPattern> layers() {
        return layers;
    }

    /** The heads that are of the kind. */
    SortedSet<Head> expected() {
        return new TreeSet<>(kind.score().headsIn(layers));
    }

    /** Every head that there is. */
    SortedSet<Head> all() {
        var heads = new TreeSet<Head>();
        for (int layer = 0; layer < layers.size(); layer++) {
            int of = layer;
            IntStream.range(0, layers.get(layer).heads()).forEach(index -> heads.add(new Head(of, index)));
        }
        return heads;
    }

    double score(Head head) {
        return kind.score().of(layers.get(head.layer()), head.index());
    }

    /** The cache of that text, without a batch axis: patterns, and the scores that they are the softmax of. */
    ActivationCache cache(Scenarios scenarios) {
        var activations = new LinkedHashMap<String, NDArray>();
        for (int layer = 0; layer < layers.size(); layer++) {
            activations.put(HookName.attnScores(layer), layers.get(layer).scores(scenarios.manager()));
            activations.put(HookName.pattern(layer), layers.get(layer).tensor(scenarios.manager()));
        }
        return ActivationCache.withoutBatchDim(activations);
    }
}
