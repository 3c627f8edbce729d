package hookworks.lens.generation;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the next token is picked.
 *
 * @param temperature what logits are divided by; 0 picks the largest
 * @param topK only these many likeliest tokens may be picked, where present (Fan et al. 2018)
 * @param topP only the likeliest tokens that together reach this probability may be picked, the one that crosses it
 *     among them, where present (Holtzman et al. 2020, "nucleus sampling")
 * @param freqPenalty what a token's logit loses, after division, for each time the text has it, prompt included
 * @param seed of the generator that draws
 */
public record Sampling(double temperature, OptionalInt topK, OptionalDouble topP, double freqPenalty, long seed) {
    public Sampling {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be finite and at least 0, got " + temperature);
        }
        if (topK.isPresent() && topP.isPresent()) {
            throw new IllegalArgumentException(
                    "top_k=%d and top_p=%s exclude each other".formatted(topK.getAsInt(), topP.getAsDouble()));
        }
        if (topK.isPresent() && topK.getAsInt() < 1) {
            throw new IllegalArgumentException("top_k must be at least 1, got " + topK.getAsInt());
        }
        if (topP.isPresent() && !(topP.getAsDouble() > 0 && topP.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("top_p must be above 0 and at most 1, got " + topP.getAsDouble());
        }
        if (!(freqPenalty >= 0) || Double.isInfinite(freqPenalty)) {
            throw new IllegalArgumentException("freq_penalty must be finite and at least 0, got " + freqPenalty);
        }
    }

    /** Always the likeliest token. */
    public static Sampling greedy() {
        return new Sampling(0, OptionalInt.empty(), OptionalDouble.empty(), 0, 0);
    }

    /** From the whole distribution, as it is. */
    public static Sampling plain(long seed) {
        return new Sampling(1, OptionalInt.empty(), OptionalDouble.empty(), 0, seed);
    }

    /** Logits are divided by this first: below 1 sharper, above 1 flatter, 0 greedy. */
    public Sampling withTemperature(double value) {
        return new Sampling(value, topK, topP, freqPenalty, seed);
    }

    /** Only these many likeliest tokens; not together with top-p. */
    public Sampling withTopK(int value) {
        return new Sampling(temperature, OptionalInt.of(value), topP, freqPenalty, seed);
    }

    /** Only the likeliest tokens that together reach this probability; not together with top-k. */
    public Sampling withTopP(double value) {
        return new Sampling(temperature, topK, OptionalDouble.of(value), freqPenalty, seed);
    }

    /** What a logit loses for each time the text has its token. */
    public Sampling withFreqPenalty(double value) {
        return new Sampling(temperature, topK, topP, value, seed);
    }
}
