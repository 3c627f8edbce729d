package student;

import hookworks.exercises.Head;
import hookworks.exercises.InductionHeads;
import hookworks.exercises.NotImplementedYet;
import hookworks.lens.ActivationCache;
import java.util.List;

/** Section 2, "Finding induction heads". */
public final class MyInductionHeads implements InductionHeads {
    /**
     * Exercise {@code current-token-heads}: which heads attend to the position that they are at?
     *
     * <p>A head's score is its attention to its own position, averaged over all queries. List the heads whose score is
     * above 0.4.
     *
     * <p>Right means: exactly those heads, each once, in any order, for any number of layers, heads and positions.
     *
     * @param cache activations of one text, without a batch axis: {@code cache.get("pattern", layer)} is
     *     {@code [head, query, key]} float32, for each layer from 0 to {@code cache.nLayers() - 1}
     * @return the heads, both layer and index counted from 0; empty where no head is of the kind
     */
    @Override
    public List<Head> currentTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code previous-token-heads}: which heads attend to the position before the one that they are at?
     *
     * <p>As {@code current-token-heads}, with the attention to the position before, averaged over the {@code N - 1}
     * queries that have one.
     *
     * @param cache activations of one text of at least two tokens, without a batch axis
     * @return the heads whose score is above 0.4, in any order
     */
    @Override
    public List<Head> previousTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }

    /**
     * Exercise {@code first-token-heads}: which heads attend to the first position, wherever they are?
     *
     * <p>As {@code current-token-heads}, with the attention to key 0, averaged over all queries, the first included.
     *
     * @param cache activations of one text, without a batch axis
     * @return the heads whose score is above 0.4, in any order
     */
    @Override
    public List<Head> firstTokenHeads(ActivationCache cache) {
        throw new NotImplementedYet();
    }
}
