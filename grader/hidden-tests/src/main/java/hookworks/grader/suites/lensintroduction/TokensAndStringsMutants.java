package hookworks.grader.suites.lensintroduction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.LensIntroduction;
import hookworks.exercises.TokenView;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import hookworks.lens.Texts;
import hookworks.lens.tokens.Bos;
import hookworks.lens.tokens.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link TokensAndStringsTest} must reject, each with its story. */
final class TokensAndStringsMutants {
    /** What the mutants' answers belong to. It lives as long as the process, as a student's might. */
    private static final NDManager MANAGER = NDManager.newBaseManager();

    private TokensAndStringsMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends LensIntroduction {
        @Override
        TokenView tokenView(HookedTransformer model, String text);
    }

    @Mutant("turns the BOS off for the tokens too")
    static Wrong forgetsBos() {
        return (model, text) -> new TokenView(
                tensor(tokenizer(model).toTokens(text, Bos.NONE)),
                strings(model, text, Bos.NONE),
                together(model, text));
    }

    @Mutant("puts a BOS in front of tokens that have one")
    static Wrong putsBosTwice() {
        return (model, text) -> {
            long[] tokens = tokenizer(model).toTokens(text, Bos.PREPEND);
            return withTokens(
                    model,
                    text,
                    tensor(LongStream.concat(LongStream.of(tokens[0]), LongStream.of(tokens))
                            .toArray()));
        };
    }

    @Mutant("spells the BOS out in front of the text and lets another be put there")
    static Wrong spellsBosOut() {
        return (model, text) -> {
            String bos = model.texts().toSingleStrToken(tokenizer(model).bosTokenId());
            return right(model, bos + text);
        };
    }

    @Mutant("leaves it to the model's habit whether there is a BOS")
    static Wrong followsTheHabit() {
        return (model, text) -> withTokens(model, text, model.texts().toTokens(text, MANAGER));
    }

    @Mutant("puts the BOS at the end")
    static Wrong putsBosLast() {
        return (model, text) -> {
            long[] tokens = tokenizer(model).toTokens(text, Bos.NONE);
            long bos = tokenizer(model).bosTokenId();
            return withTokens(
                    model,
                    text,
                    tensor(LongStream.concat(LongStream.of(tokens), LongStream.of(bos))
                            .toArray()));
        };
    }

    @Mutant("takes token 0 for the BOS")
    static Wrong takesZeroForBos() {
        return (model, text) -> {
            long[] tokens = tokenizer(model).toTokens(text, Bos.NONE);
            return withTokens(
                    model,
                    text,
                    tensor(LongStream.concat(LongStream.of(0), LongStream.of(tokens))
                            .toArray()));
        };
    }

    @Mutant("drops the batch axis")
    static Wrong dropsTheBatchAxis() {
        return (model, text) ->
                withTokens(model, text, right(model, text).tokens().squeeze(0));
    }

    @Mutant("puts positions before the batch")
    static Wrong putsPositionsFirst() {
        return (model, text) ->
                withTokens(model, text, right(model, text).tokens().transpose());
    }

    @Mutant("gives the tokens as floating-point numbers")
    static Wrong givesFloats() {
        return (model, text) ->
                withTokens(model, text, right(model, text).tokens().toType(DataType.FLOAT32, true));
    }

    @Mutant("gives no tokens but zeros")
    static Wrong givesZeros() {
        return (model, text) ->
                withTokens(model, text, right(model, text).tokens().zerosLike());
    }

    @Mutant("leaves the BOS out of the strings")
    static Wrong leavesBosOutOfStrings() {
        return (model, text) -> withStrings(model, text, strings(model, text, Bos.NONE));
    }

    @Mutant("splits the text on white space")
    static Wrong splitsOnSpaces() {
        return (model, text) -> withStrings(
                model,
                text,
                Stream.concat(Stream.of(bosText(model)), Stream.of(text.strip().split("\\s+")))
                        .toList());
    }

    @Mutant("strips the spaces off the strings")
    static Wrong stripsStrings() {
        return (model, text) -> withStrings(
                model,
                text,
                strings(model, text, Bos.PREPEND).stream().map(String::strip).toList());
    }

    @Mutant("shows each distinct token once")
    static Wrong showsDistinctTokens() {
        return (model, text) -> withStrings(
                model,
                text,
                strings(model, text, Bos.PREPEND).stream().distinct().sorted().toList());
    }

    @Mutant("shows the tokens' numbers")
    static Wrong showsNumbers() {
        return (model, text) -> withStrings(
                model,
                text,
                LongStream.of(tokenizer(model).toTokens(text, Bos.PREPEND))
                        .mapToObj(Long::toString)
                        .toList());
    }

    @Mutant("gives the whole text as one string")
    static Wrong givesOneString() {
        return (model, text) -> withStrings(model, text, List.of(bosText(model), text));
    }

    @Mutant("keeps the BOS on the way back")
    static Wrong keepsBos() {
        return (model, text) -> withRoundTrip(
                model, text, tokenizer(model).toString(tokenizer(model).toTokens(text, Bos.PREPEND)));
    }

    @Mutant("hands the text itself back")
    static Wrong handsTheTextBack() {
        return (model, text) -> withRoundTrip(model, text, text);
    }

    @Mutant("trims what comes back")
    static Wrong trimsTheRoundTrip() {
        return (model, text) -> withRoundTrip(model, text, together(model, text).strip());
    }

    @Mutant("joins the strings of single tokens, so that emoji break")
    static Wrong joinsStrings() {
        return (model, text) -> withRoundTrip(model, text, String.join("", strings(model, text, Bos.NONE)));
    }

    @Mutant("joins the strings of single tokens with spaces")
    static Wrong joinsStringsWithSpaces() {
        return (model, text) -> withRoundTrip(model, text, String.join(" ", strings(model, text, Bos.NONE)));
    }

    @Mutant("leaves out every special token, also those that the text spells out")
    static Wrong dropsSpecialTokens() {
        return (model, text) -> withRoundTrip(
                model,
                text,
                tokenizer(model).toStringWithoutSpecialTokens(tokenizer(model).toTokens(text, Bos.PREPEND)));
    }

    @Mutant("drops the first token of tokens that have no BOS")
    static Wrong dropsTheFirstToken() {
        return (model, text) -> {
            long[] tokens = tokenizer(model).toTokens(text, Bos.NONE);
            return withRoundTrip(
                    model,
                    text,
                    tokenizer(model).toString(LongStream.of(tokens).skip(1).toArray()));
        };
    }

    @Mutant("gives nothing for an empty text")
    static Wrong givesNothingForAnEmptyText() {
        return (model, text) -> text.isEmpty()
                ? new TokenView(MANAGER.zeros(new Shape(1, 0), DataType.INT64), List.of(), "")
                : right(model, text);
    }

    @Mutant("leaves the tokens null")
    static Wrong leavesTokensNull() {
        return (model, text) -> withTokens(model, text, nothing());
    }

    @Mutant("leaves the strings null")
    static Wrong leavesStringsNull() {
        return (model, text) -> withStrings(model, text, nothing());
    }

    @Mutant("leaves the round trip null")
    static Wrong leavesRoundTripNull() {
        return (model, text) -> withRoundTrip(model, text, nothing());
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, text) -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<TokenView>();
        return (model, text) -> {
            answers.add(right(model, text));
            return answers.getFirst();
        };
    }

    private static TokenView right(HookedTransformer model, String text) {
        return new TokenView(
                tensor(tokenizer(model).toTokens(text, Bos.PREPEND)),
                strings(model, text, Bos.PREPEND),
                together(model, text));
    }

    private static TokenView withTokens(HookedTransformer model, String text, NDArray tokens) {
        return new TokenView(tokens, strings(model, text, Bos.PREPEND), together(model, text));
    }

    private static TokenView withStrings(HookedTransformer model, String text, List<String> strings) {
        return new TokenView(right(model, text).tokens(), strings, together(model, text));
    }

    private static TokenView withRoundTrip(HookedTransformer model, String text, String roundTrip) {
        return new TokenView(right(model, text).tokens(), strings(model, text, Bos.PREPEND), roundTrip);
    }

    private static NDArray tensor(long[] tokens) {
        return MANAGER.create(tokens).expandDims(0);
    }

    private static List<String> strings(HookedTransformer model, String text, Bos bos) {
        return tokenizer(model).toStrTokens(text, bos);
    }

    private static String together(HookedTransformer model, String text) {
        return tokenizer(model).toString(tokenizer(model).toTokens(text, Bos.NONE));
    }

    private static String bosText(HookedTransformer model) {
        return tokenizer(model).toSingleStrToken(tokenizer(model).bosTokenId());
    }

    private static Tokenizer tokenizer(HookedTransformer model) {
        Texts texts = model.texts();
        return texts.tokenizer();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a student's code has no checker against null
    private static <T> T nothing() {
        @Nullable T none = null;
        return none;
    }
}
