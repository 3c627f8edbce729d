package hookworks.grader.suites.inductionheads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.InductionHeads;
import hookworks.grader.suites.Mutant;
import hookworks.lens.HookedTransformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link RepeatedTokensTest} must reject, each with its story. */
final class RepeatedTokensMutants {
    private RepeatedTokensMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends InductionHeads {
        @Override
        NDArray repeatedTokens(HookedTransformer model, int blockLength, int batch, long seed);
    }

    /** Makes one row of tokens of what it draws. */
    @FunctionalInterface
    private interface Row {
        long[] of(RandomGenerator random, int block, int vocabulary, long bos);
    }

    /** Makes one row of tokens of a block that was drawn, and of BOS, which is alone in its array. */
    @FunctionalInterface
    private interface Writing {
        long[] of(long[] block, long[] bos);
    }

    @Mutant("draws the second copy anew")
    static Wrong drawsTheSecondCopy() {
        return each((random, block, vocabulary, bos) ->
                joined(new long[] {bos}, draw(random, block, vocabulary), draw(random, block, vocabulary)));
    }

    @Mutant("forgets BOS")
    static Wrong forgetsBos() {
        return repeated((block, bos) -> joined(block, block));
    }

    @Mutant("puts BOS between the copies")
    static Wrong putsBosBetween() {
        return repeated((block, bos) -> joined(block, bos, block));
    }

    @Mutant("puts BOS at the end")
    static Wrong putsBosAtTheEnd() {
        return repeated((block, bos) -> joined(block, block, bos));
    }

    @Mutant("puts BOS in front of both copies")
    static Wrong putsBosTwice() {
        return repeated((block, bos) -> joined(bos, block, bos, block));
    }

    @Mutant("writes each token twice in a row")
    static Wrong doublesEachToken() {
        return repeated((block, bos) -> joined(
                bos,
                Arrays.stream(block)
                        .flatMap(token -> LongStream.of(token, token))
                        .toArray()));
    }

    @Mutant("reverses the second copy")
    static Wrong reversesTheSecondCopy() {
        return repeated((block, bos) -> joined(
                bos,
                block,
                LongStream.range(0, block.length)
                        .map(i -> block[(int) (block.length - 1 - i)])
                        .toArray()));
    }

    @Mutant("begins the second copy with its second token")
    static Wrong rotatesTheSecondCopy() {
        return repeated((block, bos) ->
                joined(bos, block, Arrays.copyOfRange(block, 1, block.length), Arrays.copyOfRange(block, 0, 1)));
    }

    @Mutant("gives every row the same block")
    static Wrong sharesTheBlock() {
        return (model, block, batch, seed) -> right(model, block, 1, seed).repeat(0, batch);
    }

    @Mutant("leaves out the last token of the vocabulary")
    static Wrong leavesOutTheLast() {
        return each((random, block, vocabulary, bos) -> twice(bos, draw(random, block, vocabulary - 1)));
    }

    @Mutant("leaves out token 0")
    static Wrong leavesOutTheFirst() {
        return each((random, block, vocabulary, bos) ->
                twice(bos, random.longs(block, 1, vocabulary).toArray()));
    }

    @Mutant("draws a token beyond the vocabulary")
    static Wrong drawsBeyond() {
        return each((random, block, vocabulary, bos) -> twice(bos, draw(random, block, vocabulary + 1)));
    }

    @Mutant("draws low tokens more often")
    static Wrong drawsLowTokens() {
        return each((random, block, vocabulary, bos) -> {
            long[] once = draw(random, block, vocabulary);
            long[] again = draw(random, block, vocabulary);
            Arrays.setAll(once, i -> Math.min(once[i], again[i]));
            return twice(bos, once);
        });
    }

    @Mutant("never draws a token twice")
    static Wrong drawsWithoutReplacement() {
        return each((random, block, vocabulary, bos) -> {
            var bag = new ArrayList<Long>();
            long[] drawn = new long[block];
            for (int i = 0; i < block; i++) {
                if (bag.isEmpty()) {
                    LongStream.range(0, vocabulary).forEach(bag::add);
                }
                drawn[i] = bag.remove(random.nextInt(bag.size()));
            }
            return twice(bos, drawn);
        });
    }

    @Mutant("sorts the block")
    static Wrong sortsTheBlock() {
        return each((random, block, vocabulary, bos) -> twice(
                bos, Arrays.stream(draw(random, block, vocabulary)).sorted().toArray()));
    }

    @Mutant("counts up from a random token")
    static Wrong countsUp() {
        return each((random, block, vocabulary, bos) -> {
            long start = random.nextInt(vocabulary);
            return twice(
                    bos,
                    LongStream.range(start, start + block)
                            .map(i -> i % vocabulary)
                            .toArray());
        });
    }

    @Mutant("ignores the seed")
    static Wrong ignoresTheSeed() {
        return (model, block, batch, seed) -> right(model, block, batch, 42);
    }

    @Mutant("draws from a generator that goes on from call to call")
    static Wrong keepsItsGenerator() {
        var seeds = new SplittableRandom(7);
        return (model, block, batch, seed) -> right(model, block, batch, seeds.nextLong());
    }

    @Mutant("takes token 0 for BOS")
    static Wrong takesZeroForBos() {
        return each((random, block, vocabulary, bos) -> twice(0, draw(random, block, vocabulary)));
    }

    @Mutant("takes GPT-2's BOS, 50256")
    static Wrong takesTheBosOfGpt2() {
        return each((random, block, vocabulary, bos) -> twice(50_256, draw(random, block, vocabulary)));
    }

    @Mutant("takes the last token for BOS")
    static Wrong takesTheLastForBos() {
        return each((random, block, vocabulary, bos) -> twice(vocabulary - 1, draw(random, block, vocabulary)));
    }

    @Mutant("hard-codes a block of 50")
    static Wrong hardCodesTheBlock() {
        return (model, block, batch, seed) -> right(model, 50, batch, seed);
    }

    @Mutant("makes one row whatever the batch")
    static Wrong makesOneRow() {
        return (model, block, batch, seed) -> right(model, block, 1, seed);
    }

    @Mutant("puts positions before batch")
    static Wrong transposes() {
        return (model, block, batch, seed) -> right(model, block, batch, seed).transpose();
    }

    @Mutant("returns 32-bit numbers")
    static Wrong returnsInts() {
        return (model, block, batch, seed) -> right(model, block, batch, seed).toType(DataType.INT32, true);
    }

    @Mutant("returns floating-point numbers")
    static Wrong returnsFloats() {
        return (model, block, batch, seed) -> right(model, block, batch, seed).toType(DataType.FLOAT32, true);
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return each((random, block, vocabulary, bos) -> new long[2 * block + 1]);
    }

    @Mutant("returns BOS everywhere")
    static Wrong returnsBosEverywhere() {
        return each((random, block, vocabulary, bos) ->
                LongStream.generate(() -> bos).limit(2L * block + 1).toArray());
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (model, block, batch, seed) -> {
            answers.add(right(model, block, batch, seed));
            return answers.getFirst().duplicate();
        };
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (model, block, batch, seed) -> nothing();
    }

    private static NDArray right(HookedTransformer model, int block, int batch, long seed) {
        return each(RepeatedTokensMutants::rightRow).repeatedTokens(model, block, batch, seed);
    }

    private static long[] rightRow(RandomGenerator random, int block, int vocabulary, long bos) {
        return twice(bos, draw(random, block, vocabulary));
    }

    private static Wrong repeated(Writing writing) {
        return each((random, block, vocabulary, bos) -> writing.of(draw(random, block, vocabulary), new long[] {bos}));
    }

    private static Wrong each(Row row) {
        return (model, block, batch, seed) -> {
            var random = new SplittableRandom(seed);
            long bos = model.texts().tokenizer().bosTokenId();
            var rows = new long[batch][];
            Arrays.setAll(rows, at -> row.of(random, block, model.config().dVocab(), bos));
            return tokens(model, rows);
        };
    }

    private static NDArray tokens(HookedTransformer model, long[][] rows) {
        NDManager owner = NDManager.newBaseManager(model.device());
        return owner.create(joined(rows), new Shape(rows.length, rows[0].length));
    }

    private static long[] draw(RandomGenerator random, int block, int vocabulary) {
        return random.longs(block, 0, vocabulary).toArray();
    }

    private static long[] twice(long bos, long[] block) {
        return joined(new long[] {bos}, block, block);
    }

    private static long[] joined(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
