package hookworks.lens.parameters;

/** What names a model so that another process can make the very same one, without its weights. */
public sealed interface ModelName permits SeededModel, ModelName.Bundled {
    /** The trained model that comes with the library, with its tokenizer. */
    record Bundled() implements ModelName {}
}
