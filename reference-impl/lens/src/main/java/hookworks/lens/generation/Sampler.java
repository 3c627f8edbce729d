package hookworks.lens.generation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Picks tokens from logits, in double precision. Not thread-safe. */
public final class Sampler {
    private final Sampling rule;
    private final RandomGenerator random;

    /** Starts the rule's generator at its seed. */
    public Sampler(Sampling rule) {
        this.rule = rule;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(rule.seed());
    }

    /**
     * Picks one token.
     *
     * @param logits {@code [d_vocab]}; left as they are
     * @param text {@code [pos]}, the tokens so far, for the frequency penalty
     * @return its id
     */
    public int pick(float[] logits, long[] text) {
        if (rule.temperature() == 0) {
            return largest(logits);
        }
        double[] scores = new double[logits.length];
        for (int token = 0; token < scores.length; token++) {
            scores[token] = logits[token] / rule.temperature();
        }
        if (rule.freqPenalty() > 0) {
            for (long token : text) {
                scores[Math.toIntExact(token)] -= rule.freqPenalty();
            }
        }
        return draw(allowed(softmax(scores)));
    }

    private static int largest(float[] logits) {
        int largest = 0;
        for (int token = 1; token < logits.length; token++) {
            if (logits[token] > logits[largest]) {
                largest = token;
            }
        }
        return largest;
    }

    private static double[] softmax(double[] scores) {
        double largest = Arrays.stream(scores).max().orElseThrow();
        double[] weights =
                Arrays.stream(scores).map(score -> Math.exp(score - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** What may be picked keeps its probability, the rest has none. */
    private double[] allowed(double[] probabilities) {
        if (rule.topK().isPresent()) {
            double least = leastOfTop(probabilities, rule.topK().getAsInt());
            return Arrays.stream(probabilities)
                    .map(probability -> probability < least ? 0 : probability)
                    .toArray();
        }
        return rule.topP().isPresent() ? nucleus(probabilities, rule.topP().getAsDouble()) : probabilities;
    }

    private static double leastOfTop(double[] probabilities, int count) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, sorted.length - count)];
    }

    private static double[] nucleus(double[] probabilities, double mass) {
        double[] kept = new double[probabilities.length];
        double before = 0;
        for (int token : byLikelihood(probabilities)) {
            if (before > mass) {
                break;
            }
            kept[token] = probabilities[token];
            before += probabilities[token];
        }
        return kept;
    }

    private static int[] byLikelihood(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> -probabilities[token]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int draw(double[] weights) {
        double rest = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int token = 0; token < weights.length; token++) {
            if (weights[token] > 0) {
                last = token;
                rest -= weights[token];
                if (rest < 0) {
                    return token;
                }
            }
        }
        return last; // rounding left a trace
    }
}
