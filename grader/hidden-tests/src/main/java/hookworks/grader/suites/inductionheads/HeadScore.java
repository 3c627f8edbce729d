package hookworks.grader.suites.inductionheads;

import hookworks.lens.heads.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A number that says how much a head is of some kind; the right one, or a mistake for it. */
@FunctionalInterface
interface HeadScore {
    /** Where the line is drawn; anything in the gap that {@link PlantedHeads} leaves would do. */
    double THRESHOLD = 0.4;

    double of(LayerPattern pattern, int head);

    /** The mean attention at a place. */
    static HeadScore mean(Place place) {
        return (pattern, head) -> pattern.mean(head, place);
    }

    /** The attention at a place, added up. */
    static HeadScore sum(Place place) {
        return (pattern, head) -> queries(pattern, place)
                .mapToDouble(query -> pattern.at(head, query, place.key(query, pattern.length())))
                .sum();
    }

    /** The largest attention at a place, though every row of one cell is 1 and so is left out. */
    static HeadScore largest(Place place) {
        return (pattern, head) -> queries(pattern, place)
                .filter(query -> query > 0)
                .mapToDouble(query -> pattern.at(head, query, place.key(query, pattern.length())))
                .max()
                .orElse(0);
    }

    /** The attention at a place from the last query alone. */
    static HeadScore lastQuery(Place place) {
        return (pattern, head) -> {
            int last = pattern.length() - 1;
            int key = place.key(last, pattern.length());
            return key < 0 ? 0 : pattern.at(head, last, key);
        };
    }

    /** The share of queries to which no key matters more than the one at this place. */
    static HeadScore shareOfLargest(Place place) {
        return (pattern, head) -> queries(pattern, place)
                .mapToDouble(query -> isLargest(pattern, head, query, place.key(query, pattern.length())) ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** The heads of all layers whose score is above the threshold. */
    default List<Head> headsIn(List<LayerPattern> layers) {
        var heads = new ArrayList<Head>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int head = 0; head < layers.get(layer).heads(); head++) {
                if (of(layers.get(layer), head) > THRESHOLD) {
                    heads.add(new Head(layer, head));
                }
            }
        }
        return heads;
    }

    private static IntStream queries(LayerPattern pattern, Place place) {
        return IntStream.range(0, pattern.length()).filter(query -> place.key(query, pattern.length()) >= 0);
    }

    private static boolean isLargest(LayerPattern pattern, int head, int query, int key) {
        return IntStream.rangeClosed(0, query)
                .allMatch(other -> pattern.at(head, query, other) <= pattern.at(head, query, key));
    }
}
