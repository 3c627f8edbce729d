package hookworks.lens.parameters;

import hookworks.lens.config.HookedTransformerConfig;
import java.util.OptionalInt;

/**
 * Names a model with random weights well enough that every process and device makes the same one.
 *
 * @param config the model's shape
 * @param initScale standard deviation of every weight matrix, above 0
 * @param weightSeed seed of a Java generator, so that no torch version or device changes the weights
 * @param bosTokenId which token begins a text, where the model has a tokenizer; that of
 *     {@link hookworks.lens.tokens.Tokenizer#numbered} then
 */
public record SeededModel(HookedTransformerConfig config, double initScale, long weightSeed, OptionalInt bosTokenId)
        implements ModelName {
    public SeededModel {
        if (!(initScale > 0) || Double.isInfinite(initScale)) {
            throw new IllegalArgumentException("initScale must be finite and above 0, got " + initScale);
        }
        if (bosTokenId.isPresent() && (bosTokenId.getAsInt() < 0 || bosTokenId.getAsInt() >= config.dVocab())) {
            throw new IllegalArgumentException("the BOS token %d is outside the vocabulary 0..%d"
                    .formatted(bosTokenId.getAsInt(), config.dVocab() - 1));
        }
    }

    /** Without a tokenizer. */
    public SeededModel(HookedTransformerConfig config, double initScale, long weightSeed) {
        this(config, initScale, weightSeed, OptionalInt.empty());
    }
}
