package hookworks.lens.train;

/**
 * What a training gave besides the files: enough to measure the model.
 *
 * @param recipe what decided the outcome
 * @param tokenizer learned from the corpus
 * @param corpus with the text that was held out
 * @param history how the losses went
 */
public record TrainedToy(ToyRecipe recipe, BytePairs tokenizer, Corpus corpus, LossHistory history) {
    /** The text to measure the model on. */
    public HeldOut heldOut() {
        return HeldOut.of(corpus.heldOut(), tokenizer);
    }
}
