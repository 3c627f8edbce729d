package hookworks.lens.train;

import com.fasterxml.jackson.annotation.JsonIgnore;
import hookworks.lens.config.HookedTransformerConfig;
import java.util.List;

/**
 * All that decides which model comes out of a corpus.
 *
 * @param size the model's shape
 * @param start how weights are drawn
 * @param descent how they are improved
 * @param phases what is shown, one phase after the other; at least one
 * @param seed decides every draw: the first weights, each batch
 */
public record ToyRecipe(Size size, Start start, Descent descent, List<Phase> phases, long seed) {
    private static final int LAYERS = 2;

    public ToyRecipe {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a recipe needs at least one phase");
        }
        for (Phase phase : phases) {
            if (2 * phase.longestPeriod() + 1 > size.nCtx()) {
                throw new IllegalArgumentException(
                        "a repeat of period %d does not fit twice behind the first token into n_ctx=%d"
                                .formatted(phase.longestPeriod(), size.nCtx()));
            }
        }
    }

    /**
     * The recipe of the bundled model. Nothing in it favours a head: which of a layer takes which role is settled by
     * the seed, which was chosen for the clearest roles. Repeats of short periods beside a little text come first:
     * there the circuit forms, within some 1,300 steps. Longer periods and more text then sharpen it.
     */
    public static ToyRecipe bundled() {
        return new ToyRecipe(
                new Size(4, 192, 32, 128, 2048),
                new Start(0.5, 0.5, 1),
                new Descent(3e-3, 100, 0.9, 0.98, 0.05, 1),
                List.of(new Phase(1800, 4, 12, 2, 10), new Phase(3400, 8, 8, 4, 63)),
                3);
    }

    /**
     * As {@link HookedTransformerConfig} has them; always two layers, attention-only, shortformer positions.
     *
     * @param nHeads heads of each layer
     * @param dModel width of the residual stream
     * @param dHead width of one head
     * @param nCtx longest sequence, in tokens
     * @param dVocab tokens of the vocabulary, the special one included
     */
    public record Size(int nHeads, int dModel, int dHead, int nCtx, int dVocab) {
        HookedTransformerConfig config() {
            return HookedTransformerConfig.attentionOnly()
                    .nLayers(LAYERS)
                    .nHeads(nHeads)
                    .dModel(dModel)
                    .dHead(dHead)
                    .nCtx(nCtx)
                    .dVocab(dVocab)
                    .build();
        }
    }

    /**
     * Standard deviations of the first weights. There is no LayerNorm, so embeddings that begin small leave attention
     * flat for thousands of steps. Matrices inside begin at one over the root of their input width.
     *
     * @param tokens of {@code W_E}
     * @param positions of {@code W_pos}
     * @param output of {@code W_O}, as a multiple of one over the root of its input width
     */
    public record Start(double tokens, double positions, double output) {}

    /**
     * AdamW (Loshchilov and Hutter 2019) with warm-up, a cosine down to nothing, and a cap on the gradient's norm.
     *
     * @param rate the highest learning rate
     * @param warmUp steps until it is reached
     * @param beta1 decay of the gradient's mean
     * @param beta2 decay of the gradient's mean square
     * @param weightDecay pull towards zero, times the learning rate
     * @param longestGradient the norm that a gradient is shortened to
     */
    public record Descent(
            double rate, int warmUp, double beta1, double beta2, double weightDecay, double longestGradient) {
        public Descent {
            if (!(rate > 0) || warmUp < 0 || !(longestGradient > 0) || weightDecay < 0) {
                throw new IllegalArgumentException(
                        "the rate and the longest gradient must be above 0, warm-up and weight decay not below: "
                                + "rate=%s longestGradient=%s warmUp=%d weightDecay=%s"
                                        .formatted(rate, longestGradient, warmUp, weightDecay));
            }
        }

        double rateAt(int step, int steps) {
            if (step < warmUp) {
                return rate * (step + 1) / warmUp;
            }
            double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
            return rate * (1 + StrictMath.cos(StrictMath.PI * done)) / 2;
        }
    }

    /**
     * A stretch of training with one mixture.
     *
     * @param steps how many batches
     * @param textRows sequences of text in a batch
     * @param repeatRows sequences of repeated random tokens in a batch
     * @param shortestPeriod of a repeat, at least 2
     * @param longestPeriod of a repeat; twice that and the first token must fit into the context
     */
    public record Phase(int steps, int textRows, int repeatRows, int shortestPeriod, int longestPeriod) {
        public Phase {
            if (steps < 1 || textRows < 0 || repeatRows < 0 || textRows + repeatRows < 1) {
                throw new IllegalArgumentException("a phase needs steps and rows, got %d steps of %d + %d rows"
                        .formatted(steps, textRows, repeatRows));
            }
            if (shortestPeriod < 2 || longestPeriod < shortestPeriod) {
                throw new IllegalArgumentException(
                        "periods must go from at least 2 upwards, got %d..%d".formatted(shortestPeriod, longestPeriod));
            }
        }
    }

    /** How many steps all phases have together. */
    @JsonIgnore
    public int steps() {
        return phases.stream().mapToInt(Phase::steps).sum();
    }

    /** The phase that a step, from 0, lies in. */
    Phase phaseAt(int step) {
        int end = 0;
        for (Phase phase : phases) {
            end += phase.steps();
            if (step < end) {
                return phase;
            }
        }
        throw new IllegalArgumentException("step %d is beyond the recipe's %d".formatted(step, steps()));
    }

    /** The same with another seed: which heads take which role is luck, so seeds are tried. */
    public ToyRecipe withSeed(long other) {
        return new ToyRecipe(size, start, descent, phases, other);
    }
}
