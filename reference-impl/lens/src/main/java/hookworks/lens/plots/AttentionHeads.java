package hookworks.lens.plots;

import java.util.ArrayList;
import java.util.List;

/**
 * What each head attends to on one text. Of a text longer than {@link #LONGEST} only the first tokens are kept, and
 * the figure says so.
 *
 * @param tokens as the tokenizer spells them, {@code [position]}
 * @param givenTokens how many the text had
 * @param heads in the order in which they are shown
 * @param masking whether cells above the diagonal are masked
 */
public record AttentionHeads(List<String> tokens, int givenTokens, List<Head> heads, Masking masking) implements Plot {
    /** Beyond this many tokens a cell is too small to be read. */
    public static final int LONGEST = 101;

    private static final float ROUNDING = 1e-3f;

    /** Whether a token may attend to what comes after it. */
    public enum Masking {
        /** Never: cells above the diagonal are drawn as masked, and must hold 0. */
        CAUSAL,
        /** A token may: nothing is masked. */
        NONE
    }

    /**
     * One head.
     *
     * @param layer counted from 0
     * @param index of the head in its layer, counted from 0
     * @param pattern attention after softmax, {@code [query, key]}, each in 0..1
     */
    public record Head(int layer, int index, Values pattern) {
        /** Layer and head, as papers print it: {@code 1.4}. */
        public String label() {
            return layer + "." + index;
        }
    }

    public AttentionHeads {
        Checks.notEmpty("tokens", tokens);
        Checks.notEmpty("heads", heads);
        tokens = List.copyOf(tokens);
        heads = List.copyOf(heads);
        for (Head head : heads) {
            requireSquare(head, tokens.size());
            requireShares(head, masking);
        }
    }

    private static void requireSquare(Head head, int tokens) {
        Values pattern = head.pattern();
        if (pattern.rowCount() != tokens || pattern.columnCount() != tokens) {
            throw new IllegalArgumentException("the pattern of head %s is %d x %d, but there are %d tokens"
                    .formatted(head.label(), pattern.rowCount(), pattern.columnCount(), tokens));
        }
    }

    private static void requireShares(Head head, Masking masking) {
        Values pattern = head.pattern();
        for (int query = 0; query < pattern.rowCount(); query++) {
            for (int key = 0; key < pattern.columnCount(); key++) {
                float share = pattern.at(query, key);
                if (!(share >= -ROUNDING && share <= 1 + ROUNDING)) {
                    throw new IllegalArgumentException(
                            "head %s attends from query %d to key %d with %s: patterns lie in 0..1; draw scores as a heat map"
                                    .formatted(head.label(), query, key, share));
                }
                if (masking == Masking.CAUSAL && key > query && Math.abs(share) > ROUNDING) {
                    throw new IllegalArgumentException(
                            "head %s attends from query %d to the later key %d with %s, which a causal mask forbids; are query and key swapped?"
                                    .formatted(head.label(), query, key, share));
                }
            }
        }
    }

    /**
     * The heads of layer 0, 1 and so on.
     *
     * @param tokens as the tokenizer spells them, {@code [position]}
     * @param patterns of each layer, {@code [head, query, key]}
     * @param masking whether a token may attend to what comes after it
     * @throws IllegalArgumentException where a pattern has another size, leaves 0..1, or is not masked as it should be
     */
    public static AttentionHeads ofLayers(List<String> tokens, List<float[][][]> patterns, Masking masking) {
        var heads = new ArrayList<Head>();
        for (int layer = 0; layer < patterns.size(); layer++) {
            heads.addAll(heads(tokens.size(), layer, patterns.get(layer)));
        }
        return kept(tokens, heads, masking);
    }

    /** As {@link #ofLayers}, of one layer, {@code [head, query, key]}. */
    public static AttentionHeads ofLayer(int layer, List<String> tokens, float[][][] patterns, Masking masking) {
        return kept(tokens, heads(tokens.size(), layer, patterns), masking);
    }

    private static List<Head> heads(int tokens, int layer, float[][][] patterns) {
        var heads = new ArrayList<Head>();
        for (int index = 0; index < patterns.length; index++) {
            Values pattern = Values.of("pattern %d.%d".formatted(layer, index), patterns[index]);
            var head = new Head(layer, index, pattern);
            requireSquare(head, tokens);
            heads.add(head);
        }
        return heads;
    }

    private static AttentionHeads kept(List<String> tokens, List<Head> heads, Masking masking) {
        int kept = Math.min(tokens.size(), LONGEST);
        return new AttentionHeads(
                tokens.subList(0, kept),
                tokens.size(),
                heads.stream()
                        .map(head -> new Head(
                                head.layer(), head.index(), head.pattern().corner(kept, kept)))
                        .toList(),
                masking);
    }

    boolean isCut() {
        return givenTokens > tokens.size();
    }

    String cutNotice() {
        return "Shows the first %d of %d tokens: with more, a cell is too small to be read. Choose a shorter text to see all."
                .formatted(tokens.size(), givenTokens);
    }

    boolean isMasked(int query, int key) {
        return masking == Masking.CAUSAL && key > query;
    }

    @Override
    public String kind() {
        return "attention-heads";
    }
}
