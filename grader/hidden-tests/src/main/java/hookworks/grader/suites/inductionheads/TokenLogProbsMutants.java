package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.Mutant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link TokenLogProbsTest} must reject, each with its story. */
final class TokenLogProbsMutants {
    private TokenLogProbsMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends InductionHeads {
        @Override
        NDArray tokenLogProbs(NDArray logits, NDArray tokens);
    }

    @Mutant("looks up the current token instead of the next")
    static Wrong looksUpTheCurrentToken() {
        return (logits, tokens) -> picked(logProbs(logits).get(":, :-1"), tokens.get(":, :-1"));
    }

    @Mutant("looks up every token at its own position")
    static Wrong looksUpEveryToken() {
        return (logits, tokens) -> picked(logProbs(logits), tokens);
    }

    @Mutant("shifts the wrong way, to the token before")
    static Wrong looksUpTheTokenBefore() {
        return (logits, tokens) -> picked(logProbs(logits).get(":, 1:"), tokens.get(":, :-1"));
    }

    @Mutant("takes the logarithm of a softmax, which underflows")
    static Wrong underflows() {
        return (logits, tokens) -> next(logits.softmax(-1).log(), tokens);
    }

    @Mutant("divides exponentials by their sum, which overflow")
    static Wrong overflows() {
        return (logits, tokens) -> {
            NDArray exponentials = logits.exp();
            return next(exponentials.div(exponentials.sum(new int[] {2}, true)).log(), tokens);
        };
    }

    @Mutant("adds a small number under the logarithm")
    static Wrong guardsTheLogarithm() {
        return (logits, tokens) -> next(logits.softmax(-1).add(1e-10f).log(), tokens);
    }

    @Mutant("gives logits")
    static Wrong givesLogits() {
        return (logits, tokens) -> next(logits, tokens);
    }

    @Mutant("gives probabilities")
    static Wrong givesProbabilities() {
        return (logits, tokens) -> next(logProbs(logits), tokens).exp();
    }

    @Mutant("gives the loss, with its sign turned round")
    static Wrong givesTheLoss() {
        return (logits, tokens) -> next(logProbs(logits), tokens).neg();
    }

    @Mutant("takes the logarithm to base 2")
    static Wrong takesBaseTwo() {
        return (logits, tokens) -> next(logProbs(logits), tokens).div((float) Math.log(2));
    }

    @Mutant("takes the logarithm to base 10")
    static Wrong takesBaseTen() {
        return (logits, tokens) -> next(logProbs(logits), tokens).div((float) Math.log(10));
    }

    @Mutant("takes the softmax over positions")
    static Wrong normalisesOverPositions() {
        return (logits, tokens) -> next(logits.get(":, :-1").logSoftmax(1), tokens);
    }

    @Mutant("takes the softmax over the batch")
    static Wrong normalisesOverTheBatch() {
        return (logits, tokens) -> next(logits.logSoftmax(0), tokens);
    }

    @Mutant("fills up to N with zeros")
    static Wrong fillsUp() {
        return (logits, tokens) -> {
            NDArray right = next(logProbs(logits), tokens);
            return right.concat(right.get(":, :1").zerosLike(), 1);
        };
    }

    @Mutant("averages over the batch")
    static Wrong averagesOverTheBatch() {
        return (logits, tokens) -> next(logProbs(logits), tokens).mean(new int[] {0});
    }

    @Mutant("averages over positions")
    static Wrong averagesOverPositions() {
        return (logits, tokens) -> next(logProbs(logits), tokens).mean(new int[] {1});
    }

    @Mutant("looks up the first row's tokens in every row")
    static Wrong looksUpTheFirstRow() {
        return (logits, tokens) -> next(
                logProbs(logits), tokens.get("0:1").repeat(0, tokens.getShape().get(0)));
    }

    @Mutant("answers for the first row")
    static Wrong answersForTheFirstRow() {
        return (logits, tokens) -> next(logProbs(logits), tokens).get("0:1");
    }

    @Mutant("gives the most likely token's log-probability")
    static Wrong givesTheLargest() {
        return (logits, tokens) -> logProbs(logits).get(":, :-1").max(new int[] {2});
    }

    @Mutant("gives chance everywhere")
    static Wrong givesChance() {
        return (logits, tokens) -> next(logProbs(logits.zerosLike()), tokens);
    }

    @Mutant("puts positions before batch")
    static Wrong transposes() {
        return (logits, tokens) -> next(logProbs(logits), tokens).transpose();
    }

    @Mutant("leaves the vocabulary's axis of length 1")
    static Wrong keepsTheVocabularysAxis() {
        return (logits, tokens) -> next(logProbs(logits), tokens).expandDims(-1);
    }

    @Mutant("gives the log-probabilities of the whole vocabulary")
    static Wrong givesTheVocabulary() {
        return (logits, tokens) -> logProbs(logits);
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return (logits, tokens) -> next(logProbs(logits), tokens).toType(DataType.FLOAT64, true);
    }

    @Mutant("leaves the first position out")
    static Wrong leavesTheFirstOut() {
        return (logits, tokens) -> next(logProbs(logits), tokens).get(":, 1:");
    }

    @Mutant("returns the logits that it was given")
    static Wrong returnsItsInput() {
        return (logits, tokens) -> logits;
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return (logits, tokens) -> next(logits, tokens).zerosLike();
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return (logits, tokens) -> next(logits, tokens).zerosLike().div(0f);
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (logits, tokens) -> {
            answers.add(next(logProbs(logits), tokens));
            return answers.getFirst();
        };
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (logits, tokens) -> nothing();
    }

    private static NDArray logProbs(NDArray logits) {
        return logits.logSoftmax(-1);
    }

    /** What {@code values}, {@code [batch, pos or pos - 1, d_vocab]}, hold for the token that follows each position. */
    private static NDArray next(NDArray values, NDArray tokens) {
        long compared = tokens.getShape().get(1) - 1;
        return picked(values.get(":, :" + compared), tokens.get(":, 1:"));
    }

    private static NDArray picked(NDArray values, NDArray tokens) {
        return values.gather(tokens.expandDims(-1), 2).squeeze(-1);
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
