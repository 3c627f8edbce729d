package hookworks.lens.evals;

import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** All tokens in the order in which they may come next, the likeliest first. */
final class TokenRanking {
    private final float[] logits;
    private final List<Integer> order;
    private final double largest;
    private final double mass;
    private final LongFunction<String> texts;

    /**
     * Ranks tokens.
     *
     * @param logits one for each token
     * @param texts what a token stands for
     */
    TokenRanking(float[] logits, LongFunction<String> texts) {
        this.logits = logits.clone();
        this.texts = texts;
        this.order = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> -logits[token]))
                .toList();
        this.largest = logits[order.getFirst()];
        this.mass = order.stream().mapToDouble(this::weight).sum();
        if (!Double.isFinite(mass)) {
            throw new ArithmeticException("logits that hold NaN or infinity have no ranks");
        }
    }

    private double weight(int token) {
        return Math.exp(logits[token] - largest);
    }

    /** The likeliest ones. */
    List<RankedToken> top(int count) {
        return IntStream.range(0, count)
                .mapToObj(rank -> ranked(rank, order.get(rank)))
                .toList();
    }

    RankedToken of(long token) {
        int number = Math.toIntExact(token);
        return ranked(order.indexOf(number), number);
    }

    private RankedToken ranked(int rank, int token) {
        return new RankedToken(rank, token, texts.apply(token), logits[token], weight(token) / mass);
    }
}
