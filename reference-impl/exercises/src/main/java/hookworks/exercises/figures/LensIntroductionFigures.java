package hookworks.exercises.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.exercises.AttentionView;
import hookworks.exercises.Guesses;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.TokenView;
import hookworks.lens.CachedRun;
import hookworks.lens.HookedTransformer;
import hookworks.lens.hooks.HookFilter;
import hookworks.lens.hooks.HookName;
import hookworks.lens.plots.AttentionHeads.Masking;
import hookworks.lens.plots.ColouredText;
import hookworks.lens.plots.Figure;
import hookworks.lens.plots.TensorFigures;
import java.util.ArrayList;
import java.util.List;

/** Section 1's figures. */
final class LensIntroductionFigures {
    private final LensIntroduction exercises;
    private final HookedTransformer model;

    LensIntroductionFigures(LensIntroduction exercises, HookedTransformer model) {
        this.exercises = exercises;
        this.model = model;
    }

    List<Sketch> sketches() {
        return List.of(
                new Sketch("token-pieces", "tokens-and-strings", this::tokenPieces),
                new Sketch("guessed-tokens", "correct-predictions", this::guessedTokens),
                new Sketch("rebuilt-pattern", "pattern-from-qk", this::rebuiltPattern),
                new Sketch("attention-heads", "attention-heads-view", this::attentionHeads));
    }

    /** The passage in its tokens, each with its number. */
    private Figure tokenPieces(NDManager manager) {
        TokenView view = exercises.tokenView(model, Passage.TEXT);
        view.tokens().attach(manager);
        long[] ids = view.tokens().toLongArray();
        float[] numbers = new float[ids.length];
        for (int pos = 0; pos < ids.length; pos++) {
            numbers[pos] = ids[pos];
        }
        return ColouredText.of("token", view.strTokens(), numbers)
                .figure(
                        "A passage of %d characters is %d tokens".formatted(Passage.TEXT.length(), ids.length),
                        "A dot stands for a space. Low numbers, in light, are the pieces that the tokenizer learned first: single"
                                + " letters and the commonest pairs.");
    }

    /** Layer 0's attention on a few words, rebuilt from queries and keys. */
    private Figure rebuiltPattern(NDManager manager) {
        NDArray tokens = model.texts().toTokens(Passage.FEW_WORDS, manager);
        var names = HookFilter.names(HookName.q(0), HookName.k(0));
        try (CachedRun run = model.runWithCache(tokens, names)) {
            NDArray pattern = exercises.attentionPattern(
                    run.cache().get(HookName.q(0)), run.cache().get(HookName.k(0)));
            pattern.attach(manager);
            return TensorFigures.attentionHeads(
                            model.texts().toStrTokens(Passage.FEW_WORDS), List.of(pattern), Masking.CAUSAL)
                    .figure(
                            "Layer 0's attention, rebuilt from queries and keys",
                            "Each row says how one token shares its attention out over itself and those before it.");
        }
    }

    /** All heads of both layers on the passage. */
    private Figure attentionHeads(NDManager manager) {
        var patterns = new ArrayList<NDArray>();
        List<String> tokens = List.of();
        for (int layer = 0; layer < model.config().nLayers(); layer++) {
            AttentionView view = exercises.attentionView(model, Passage.TEXT, layer);
            view.pattern().attach(manager);
            patterns.add(view.pattern());
            tokens = view.tokens();
        }
        return TensorFigures.attentionHeads(tokens, patterns, Masking.CAUSAL)
                .figure(
                        "Every head of the model on one passage",
                        "Choose a head to see it large; point at a token to see where it looks.");
    }

    /** The passage, each token marked where the one before it led the model to expect it. */
    private Figure guessedTokens(NDManager manager) {
        NDArray tokens = model.texts().toTokens(Passage.TEXT, manager);
        Guesses guesses = exercises.correctPredictions(model, tokens);
        boolean[] hits = guesses.hits().toBooleanArray();
        float[] expected = new float[hits.length + 1];
        for (int pos = 0; pos < hits.length; pos++) {
            expected[pos + 1] = hits[pos] ? 1 : 0;
        }
        return ColouredText.of("guessed", model.texts().toStrTokens(Passage.TEXT), expected)
                .figure(
                        "The model guesses %d of %d tokens".formatted(guesses.correct(), guesses.total()),
                        "Marked is every token that was the model's most likely one after all that stands before it.");
    }
}
