package hookworks.grader.suites.inductionheads;

import hookworks.lens.ActivationCache;
import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Ways in which any detector goes wrong that has a right score. */
final class WrongDetectors {
    private WrongDetectors() {}

    static List<Head> scan(ActivationCache cache, HeadScore score) {
        return score.headsIn(LayerPattern.allOf(cache));
    }

    static List<Head> scanOf(ActivationCache cache, String activation, HeadScore score) {
        return score.headsIn(IntStream.range(0, cache.nLayers())
                .mapToObj(layer -> LayerPattern.of(cache.get(activation, layer)))
                .toList());
    }

    static List<Head> scanLayers(ActivationCache cache, HeadScore score, IntPredicate layers) {
        return scan(cache, score).stream()
                .filter(head -> layers.test(head.layer()))
                .toList();
    }

    static List<Head> exchanged(ActivationCache cache, HeadScore score) {
        return scan(cache, score).stream()
                .map(head -> new Head(/* layer= */ head.index(), /* index= */ head.layer()))
                .toList();
    }

    static List<Head> countedFromOne(ActivationCache cache, HeadScore score) {
        return scan(cache, score).stream()
                .map(head -> new Head(head.layer() + 1, head.index() + 1))
                .toList();
    }

    /** Each layer's score is that of the head that scores most, for every head. */
    static List<Head> bestOfLayer(ActivationCache cache, HeadScore score) {
        return scan(
                cache,
                (pattern, head) -> IntStream.range(0, pattern.heads())
                        .mapToDouble(each -> score.of(pattern, each))
                        .max()
                        .orElse(0));
    }

    /** Each layer's score is the mean of its heads', for every head. */
    static List<Head> meanOfLayer(ActivationCache cache, HeadScore score) {
        return scan(
                cache,
                (pattern, head) -> IntStream.range(0, pattern.heads())
                        .mapToDouble(each -> score.of(pattern, each))
                        .average()
                        .orElse(0));
    }

    /** The last layer's heads, said of every layer. */
    static List<Head> lastLayerForAll(ActivationCache cache, HeadScore score) {
        var last = LayerPattern.of(cache.get("pattern", -1));
        return score.headsIn(
                IntStream.range(0, cache.nLayers()).mapToObj(layer -> last).toList());
    }

    static List<Head> everyHead(ActivationCache cache) {
        return scan(cache, (pattern, head) -> 1);
    }

    static List<Head> twice(ActivationCache cache, HeadScore score) {
        var heads = new ArrayList<>(scan(cache, score));
        heads.addAll(scan(cache, score));
        return heads;
    }

    static Function<ActivationCache, List<Head>> repeatingTheFirstAnswer(HeadScore score) {
        var answers = new ArrayList<List<Head>>();
        return cache -> {
            answers.add(scan(cache, score));
            return answers.getFirst();
        };
    }

    static Function<ActivationCache, List<Head>> gathering(HeadScore score) {
        Set<Head> gathered = new LinkedHashSet<>();
        return cache -> {
            gathered.addAll(scan(cache, score));
            return List.copyOf(gathered);
        };
    }
}
