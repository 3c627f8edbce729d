package hookworks.lens.heads;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How heads are scored.
 *
 * @param measure of the agreement
 * @param exclusions what does not count
 * @param heads the only ones to score; all where absent
 */
public record DetectionOptions(ErrorMeasure measure, Set<Exclusion> exclusions, Optional<List<Head>> heads) {
    public DetectionOptions {
        exclusions = Set.copyOf(exclusions);
        heads = heads.map(List::copyOf);
    }

    /** The share of all attention, of every head. */
    public static DetectionOptions standard() {
        return new DetectionOptions(ErrorMeasure.MUL, Set.of(), Optional.empty());
    }

    /** The same, but measured by the share of attention, or by its distance from what was expected. */
    public DetectionOptions measuredBy(ErrorMeasure value) {
        return new DetectionOptions(value, exclusions, heads);
    }

    /** The same, without attention to the first token. */
    public DetectionOptions excludingBos() {
        return excluding(Exclusion.BOS);
    }

    /** The same, without attention of tokens to themselves. */
    public DetectionOptions excludingCurrentToken() {
        return excluding(Exclusion.CURRENT_TOKEN);
    }

    private DetectionOptions excluding(Exclusion exclusion) {
        var all = EnumSet.of(exclusion);
        all.addAll(exclusions);
        return new DetectionOptions(measure, all, heads);
    }

    /** The same, but no other heads are scored. */
    public DetectionOptions among(List<Head> only) {
        return new DetectionOptions(measure, exclusions, Optional.of(only));
    }

    /** What counts, 1 or 0, {@code [query][key]}. */
    float[][] counted(int positions) {
        var cells = new float[positions][positions];
        for (int query = 0; query < positions; query++) {
            for (int key = 0; key < positions; key++) {
                cells[query][key] = isExcluded(query, key) ? 0 : 1;
            }
        }
        return cells;
    }

    private boolean isExcluded(int query, int key) {
        return exclusions.stream().anyMatch(exclusion -> exclusion.covers(query, key));
    }
}
