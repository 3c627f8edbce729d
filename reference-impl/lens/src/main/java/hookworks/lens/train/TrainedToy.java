package hookworks.lens.train;

/**
 * What a training gave besides the files: enough to measure the model.
 *
 * @param corpus with the text that was held out
 */
public record TrainedToy(ToyRecipe recipe, BytePairs tokenizer, Corpus corpus, LossHistory history) {
    /** The text to measure the model on. */
    public HeldOut heldOut() {
        return HeldOut.of(corpus.heldOut(), tokenizer);
    }
}
