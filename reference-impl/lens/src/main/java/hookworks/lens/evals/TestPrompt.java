package hookworks.lens.evals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.lens.HookedTransformer;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Asks a model for the answer to a prompt, and looks where the answer stands among all tokens, as TransformerLens'
 * {@code test_prompt}; the report is returned, not printed. Immutable; threads may share it.
 */
public final class TestPrompt {
    private static final int TOP = 10;

    private final HookedTransformer model;
    private final Bos bos;
    private final boolean spaced;
    private final int topK;

    private TestPrompt(HookedTransformer model, Bos bos, boolean spaced, int topK) {
        this.model = model;
        this.bos = bos;
        this.spaced = spaced;
        this.topK = topK;
    }

    /** With a BOS if that is the model's habit, a space before answers that have none, and the ten likeliest tokens. */
    public static TestPrompt of(HookedTransformer model) {
        return new TestPrompt(model, Bos.of(model.config().defaultPrependBos()), true, TOP);
    }

    /** The same, but with a BOS before the prompt or without one, whatever the model's habit. */
    public TestPrompt withBos(Bos value) {
        return new TestPrompt(model, value, spaced, topK);
    }

    /** The same, with no space put before answers, for a prompt after which a word goes on. */
    public TestPrompt withAnswersAsGiven() {
        return new TestPrompt(model, bos, false, topK);
    }

    /** The same, with so many of the likeliest tokens, from 0 to the size of the vocabulary. */
    public TestPrompt withTopK(int value) {
        if (value < 0 || value > model.config().dVocabOut()) {
            throw new IllegalArgumentException("top_k must be 0 to d_vocab_out=%d, got %d"
                    .formatted(model.config().dVocabOut(), value));
        }
        return new TestPrompt(model, bos, spaced, value);
    }

    /** Looks at every token of an answer, each after those before it. */
    public PromptReport run(String prompt, String answer) {
        return run(prompt, List.of(answer));
    }

    /**
     * Compares answers by their first tokens; one alone is looked at whole.
     *
     * @throws IllegalArgumentException where there is no answer, one is empty, or the prompt leaves nothing to go on
     * @throws IllegalStateException where the model has no tokenizer
     */
    public PromptReport run(String prompt, List<String> answers) {
        Tokenizer tokenizer = model.texts().tokenizer();
        long[] start = tokenizer.toTokens(prompt, bos);
        if (start.length == 0) {
            throw new IllegalArgumentException("an empty prompt without a BOS has no token to predict from");
        }
        List<long[]> wanted = wanted(answers, tokenizer);
        int steps = wanted.size() == 1 ? wanted.getFirst().length : 1;
        float[][] logits = lastLogits(start, Arrays.copyOf(wanted.getFirst(), steps - 1));
        var found = new ArrayList<PromptReport.Step>();
        for (int step = 0; step < steps; step++) {
            int place = step;
            var ranking = new TokenRanking(logits[step], token -> text(tokenizer, token));
            found.add(new PromptReport.Step(
                    wanted.stream().map(tokens -> ranking.of(tokens[place])).toList(), ranking.top(topK)));
        }
        return new PromptReport(
                tokenizer.toStrTokens(start),
                wanted.stream().map(tokenizer::toStrTokens).toList(),
                found);
    }

    private List<long[]> wanted(List<String> answers, Tokenizer tokenizer) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("there is no answer to look for");
        }
        return answers.stream()
                .map(answer -> {
                    if (answer.isEmpty()) {
                        throw new IllegalArgumentException("an answer must not be empty, got %s"
                                .formatted(
                                        answers.stream().map("'%s'"::formatted).toList()));
                    }
                    return tokenizer.toTokens(spaced && !answer.startsWith(" ") ? " " + answer : answer, Bos.NONE);
                })
                .toList();
    }

    /** What the last token of the prompt, and each of those that follow it, is followed by. */
    private float[][] lastLogits(long[] prompt, long[] following) {
        long[] tokens = LongStream.concat(Arrays.stream(prompt), Arrays.stream(following))
                .toArray();
        try (NDManager manager = NDManager.newBaseManager(model.device())) {
            NDArray logits = model.forward(manager.create(new long[][] {tokens})); // [1, pos, d_vocab_out]
            var rows = new float[following.length + 1][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = logits.get(new NDIndex().addIndices(0, prompt.length - 1 + row))
                        .toType(DataType.FLOAT32, false)
                        .toFloatArray();
            }
            return rows;
        }
    }

    /** A vocabulary may be padded beyond what the tokenizer knows. */
    private static String text(Tokenizer tokenizer, long token) {
        return token < tokenizer.vocabularySize() ? tokenizer.toSingleStrToken(token) : "<unused %d>".formatted(token);
    }
}
