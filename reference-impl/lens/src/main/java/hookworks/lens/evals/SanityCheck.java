package hookworks.lens.evals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.HookedTransformer;
import java.util.Locale;

/**
 * A model's loss on a text beside that of guessing. Language models of GPT-2's kind are below 5 nats on English, and
 * something is wrong above 7; a small vocabulary lowers both.
 *
 * @param loss in nats per token
 * @param chance the loss of guessing, the logarithm of the vocabulary's size
 */
public record SanityCheck(double loss, double chance) {
    static final String ENGLISH =
            "The river had risen in the night, and by the time the children came down to the bridge"
                    + " the water was over the path. They stood for a while and watched it carry branches and straw under the"
                    + " arch. Then the oldest of them said that they would have to go round by the mill, and so they did.";

    /**
     * Checks a model on a text.
     *
     * @throws IllegalStateException where the model has no tokenizer
     */
    public static SanityCheck of(HookedTransformer model, String text) {
        try (NDManager manager = NDManager.newBaseManager(model.device());
                NDArray loss = model.loss(model.texts().toTokens(text, manager));
                NDArray number = loss.toType(DataType.FLOAT32, true)) {
            return new SanityCheck(number.getFloat(), Math.log(model.config().dVocab()));
        }
    }

    /** Whether the model is better than guessing; it is not where its loss is NaN. */
    public boolean beatsChance() {
        return loss < chance;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "loss %.2f nats per token, guessing costs %.2f: %s",
                loss,
                chance,
                beatsChance() ? "better than chance" : "no better than chance, so the weights may be damaged");
    }
}
