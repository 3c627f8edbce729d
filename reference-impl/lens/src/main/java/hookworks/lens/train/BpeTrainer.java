package hookworks.lens.train;

import hookworks.lens.train.BytePairs.Merge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns a byte-level vocabulary from text: again and again the most frequent pair of neighbours becomes a token
 * (Sennrich et al. 2016). The same text gives the same vocabulary everywhere; of equally frequent pairs, the one of
 * lower ids wins.
 */
public final class BpeTrainer {
    /** A distinct piece of text, how often it occurs, and how it is cut at present. */
    private static final class Word {
        private final long count;
        private int[] tokens;

        Word(int[] tokens, long count) {
            this.tokens = tokens;
            this.count = count;
        }
    }

    private final List<Word> words = new ArrayList<>();
    private final Map<Merge, Long> counts = new HashMap<>();
    private final Map<Merge, Set<Integer>> places = new HashMap<>();

    private BpeTrainer(Map<String, Long> pieces) {
        pieces.forEach((piece, count) -> {
            words.add(new Word(BytePairs.unmerged(piece), count));
            count(words.size() - 1, 1);
        });
    }

    /**
     * Learns from texts.
     *
     * @param vocabulary how many ids, the bytes and the special token included
     * @throws TrainingException where the texts have too few different pairs for so many ids
     */
    public static BytePairs train(Iterable<String> texts, int vocabulary) {
        if (vocabulary < BytePairs.BYTES + 1) {
            throw new IllegalArgumentException(
                    "a byte-level vocabulary has at least %d ids, got %d".formatted(BytePairs.BYTES + 1, vocabulary));
        }
        var pieces = new TreeMap<String, Long>();
        for (String text : texts) {
            PreTokens.each(text, piece -> pieces.merge(piece, 1L, Long::sum));
        }
        return new BpeTrainer(pieces).learn(vocabulary);
    }

    private BytePairs learn(int vocabulary) {
        var merges = new ArrayList<Merge>();
        for (int id = BytePairs.BYTES; id < vocabulary - 1; id++) {
            if (counts.isEmpty()) {
                throw new TrainingException(
                        "the text gives a vocabulary of %d ids, not %d: use more text, or ask for fewer"
                                .formatted(id + 1, vocabulary));
            }
            Merge best = mostFrequent();
            merges.add(best);
            apply(best, id);
        }
        return new BytePairs(merges);
    }

    private Merge mostFrequent() {
        Merge best = new Merge(Integer.MAX_VALUE, Integer.MAX_VALUE);
        long most = 0;
        for (Map.Entry<Merge, Long> entry : counts.entrySet()) {
            long count = entry.getValue();
            if (count > most || (count == most && precedes(entry.getKey(), best))) {
                most = count;
                best = entry.getKey();
            }
        }
        return best;
    }

    private static boolean precedes(Merge one, Merge other) {
        return one.left() != other.left() ? one.left() < other.left() : one.right() < other.right();
    }

    private void apply(Merge merge, int id) {
        for (int index : List.copyOf(places.getOrDefault(merge, Set.of()))) {
            count(index, -1);
            Word word = words.get(index);
            word.tokens = BytePairs.replaced(word.tokens, merge, id);
            count(index, 1);
        }
    }

    /** Counts a word's pairs in, or out again. */
    private void count(int index, int sign) {
        Word word = words.get(index);
        for (int place = 0; place + 1 < word.tokens.length; place++) {
            var pair = new Merge(word.tokens[place], word.tokens[place + 1]);
            long count = counts.merge(pair, sign * word.count, Long::sum);
            if (sign > 0) {
                places.computeIfAbsent(pair, ignored -> new HashSet<>()).add(index);
            } else {
                places.getOrDefault(pair, new HashSet<>()).remove(index);
            }
            if (count == 0) {
                counts.remove(pair);
                places.remove(pair);
            }
        }
    }
}
