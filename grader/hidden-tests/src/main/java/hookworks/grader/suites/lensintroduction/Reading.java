package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import hookworks.grader.suites.Scenarios;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A text, and what a model's tokenizer makes of it. Immutable.
 *
 * @param ids the tokens of the text, without the BOS in front
 * @param pieces what each of them stands for when alone
 * @param together what they stand for together
 * @param bosText what the BOS stands for
 */
record Reading(
        HookedTransformer model,
        String text,
        long bos,
        List<Long> ids,
        List<String> pieces,
        String together,
        String bosText) {
    private static final List<String> WORDS = List.of(
            "the",
            " whale",
            " Ishmael",
            "Queequeg",
            " unfathomably",
            " harpooneers",
            " ship's",
            " 1851",
            ",",
            ".",
            " of");
    private static final List<String> GAPS = List.of("\n", "  ", "\n\n", " \t");
    private static final List<String> RARITIES =
            List.of(" \uD83D\uDC33", "\uD83D\uDE42", " na\u00EFve", "\u00BF", " \u6D77");

    /** Words of a model whose tokens are numbered, with a gap between two of them that decoding makes one space. */
    static Reading ofNumberedWords(Scenarios scenarios, HookedTransformer model, int words) {
        int vocabulary = model.config().dVocab();
        long bos = model.texts().tokenizer().bosTokenId();
        var ids = new ArrayList<Long>();
        var text = new StringBuilder();
        while (ids.size() < words) {
            long id = scenarios.between(0, vocabulary - 1);
            if (id != bos) {
                text.append(ids.isEmpty() ? "" : ids.size() == 1 ? "  " : " ")
                        .append('t')
                        .append(id);
                ids.add(id);
            }
        }
        var pieces = ids.stream().map(id -> "t" + id).toList();
        return new Reading(model, text.toString(), bos, ids, pieces, String.join(" ", pieces), "<bos>");
    }

    /** A model that was never trained, with a tokenizer whose BOS is neither its first token nor its last. */
    static HookedTransformer numbered(Scenarios scenarios, HookedTransformerConfig config) {
        double gentle = Scenarios.LIVELY / 2; // there are up to four layers
        return scenarios.modelWithTokenizer(config, gentle, scenarios.between(3, config.dVocab() - 3));
    }

    /** A text as the bundled model's tokenizer has it, which splits words and spreads characters over bytes. */
    static Reading ofBundledModel(String text) {
        HookedTransformer model = Scenarios.bundledModel();
        Tokenizer tokenizer = model.texts().tokenizer();
        long[] ids = tokenizer.toTokens(text, Bos.NONE);
        return new Reading(
                model,
                text,
                tokenizer.bosTokenId(),
                LongStream.of(ids).boxed().toList(),
                LongStream.of(ids).mapToObj(tokenizer::toSingleStrToken).toList(),
                tokenizer.toString(ids),
                tokenizer.toSingleStrToken(tokenizer.bosTokenId()));
    }

    /** Words, gaps and characters of several bytes in an order of their own. */
    static String drawnText(Scenarios scenarios) {
        var parts = new ArrayList<String>();
        IntStream.range(0, scenarios.between(4, 7)).forEach(word -> parts.add(one(scenarios, WORDS)));
        parts.add(one(scenarios, GAPS));
        parts.add(one(scenarios, RARITIES));
        parts.add(one(scenarios, RARITIES));
        parts.add(" unfathomably");
        Collections.shuffle(parts, Random.from(scenarios.random()));
        return String.join("", parts);
    }

    private static String one(Scenarios scenarios, List<String> among) {
        return among.get(scenarios.random().nextInt(among.size()));
    }

    /** How many tokens the model reads, the BOS among them. */
    int length() {
        return ids.size() + 1;
    }

    /** {@code [1, pos]} int64. */
    NDArray tokens(Scenarios scenarios) {
        return batched(scenarios, Stream.concat(Stream.of(bos), ids.stream()));
    }

    static NDArray batched(Scenarios scenarios, Stream<Long> ids) {
        return scenarios
                .manager()
                .create(ids.mapToLong(Long::longValue).toArray())
                .expandDims(0);
    }

    List<String> strTokens() {
        return Stream.concat(Stream.of(bosText), pieces.stream()).toList();
    }
}
