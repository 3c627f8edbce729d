package hookworks.lens.heads;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An attention head by its place, printed as the literature does: {@code 1.4}.
 *
 * @param layer from 0
 * @param index within its layer, from 0
 */
public record Head(int layer, int index) implements Comparable<Head> {
    public Head {
        if (layer < 0 || index < 0) {
            throw new IllegalArgumentException(
                    "a head has a layer and an index from 0, got layer %d and index %d".formatted(layer, index));
        }
    }

    /** Every head of a layer, in order. */
    public static List<Head> ofLayer(int layer, int heads) {
        return IntStream.range(0, heads)
                .mapToObj(index -> new Head(layer, index))
                .toList();
    }

    /** Every head of a model of so many layers with so many heads each, in order. */
    public static List<Head> ofModel(int layers, int heads) {
        return IntStream.range(0, layers)
                .boxed()
                .flatMap(layer -> ofLayer(layer, heads).stream())
                .toList();
    }

    /** By layer, then by index. */
    @Override
    public int compareTo(Head other) {
        return layer == other.layer ? Integer.compare(index, other.index) : Integer.compare(layer, other.layer);
    }

    @Override
    public String toString() {
        return layer + "." + index;
    }
}
