package hookworks.exercises;

import hookworks.lens.ActivationCache;
import java.util.List;

/**
 * Section 2, "Finding induction heads": recognise kinds of heads by their attention patterns.
 *
 * <p>The detectors are given the cache of one text, without a batch axis; its {@code hook_pattern} of each layer is
 * {@code [head, query, key]} float32. How many layers, heads and positions there are is read from it. Their lists may be
 * in any order and name no head twice.
 */
public interface InductionHeads {
    /**
     * Finds the heads that attend to the position they are at.
     *
     * @return those whose attention to their own position, averaged over all queries, is above a threshold of about 0.4
     */
    @Exercise("current-token-heads")
    default List<Head> currentTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the heads that attend to the position before the one they are at.
     *
     * @return those whose attention to the position before, averaged over the {@code N - 1} queries that have one, is
     *     above a threshold of about 0.4
     */
    @Exercise("previous-token-heads")
    default List<Head> previousTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Finds the heads that attend to the first position, wherever they are.
     *
     * @return those whose attention to key 0, averaged over all queries, is above a threshold of about 0.4
     */
    @Exercise("first-token-heads")
    default List<Head> firstTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }
}
