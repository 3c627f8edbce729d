package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import hookworks.exercises.ReverseEngineering;
import hookworks.grader.suites.Mutant;
import hookworks.lens.factored.FactoredMatrix;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Mistakes that {@link OvCircuitSampleTest} must reject, each with its story. */
final class OvCircuitSampleMutants {
    private OvCircuitSampleMutants() {}

    /** One method of the section, answered wrongly. */
    @FunctionalInterface
    interface Wrong extends ReverseEngineering {
        @Override
        NDArray circuitSample(FactoredMatrix circuit, NDArray indices);
    }

    @Mutant("multiplies everything out, and picks rows and columns then")
    static Wrong multipliesOut() {
        return (circuit, indices) -> {
            NDArray rows = rows(circuit.ab(), indices); // [n, token]
            return rows(rows.transpose(), indices).transpose();
        };
    }

    @Mutant("picks rows only")
    static Wrong picksRows() {
        return (circuit, indices) -> rows(circuit.a(), indices).matMul(circuit.b());
    }

    @Mutant("picks columns only")
    static Wrong picksColumns() {
        return (circuit, indices) ->
                circuit.a().matMul(rows(circuit.b().transpose(), indices).transpose());
    }

    @Mutant("picks rows, and cuts the first columns off")
    static Wrong cutsColumns() {
        return (circuit, indices) -> rows(circuit.a(), indices)
                .matMul(circuit.b().get(new NDIndex(":, 0:{}", Math.min(indices.size(), circuit.rdim()))));
    }

    @Mutant("gives the diagonal only")
    static Wrong givesTheDiagonal() {
        return (circuit, indices) -> rows(circuit.a(), indices)
                .mul(rows(circuit.b().transpose(), indices))
                .sum(new int[] {1});
    }

    @Mutant("gives the diagonal in a matrix of zeros")
    static Wrong zeroesTheRest() {
        return then(sample ->
                sample.mul(sample.getManager().eye((int) sample.getShape().get(0))));
    }

    @Mutant("takes other columns than rows: the next ones")
    static Wrong takesOtherColumns() {
        return (circuit, indices) -> sample(circuit, indices, shifted(circuit, indices));
    }

    @Mutant("takes other rows than columns: the next ones")
    static Wrong takesOtherRows() {
        return (circuit, indices) -> sample(circuit, shifted(circuit, indices), indices);
    }

    @Mutant("counts tokens from one")
    static Wrong countsFromOne() {
        return (circuit, indices) -> {
            NDArray shifted = indices.sub(1).maximum(0);
            return sample(circuit, shifted, shifted);
        };
    }

    @Mutant("takes as many tokens from the first on")
    static Wrong takesTheFirst() {
        return (circuit, indices) -> circuit.getCorner(Math.toIntExact(indices.size()));
    }

    @Mutant("sorts the tokens")
    static Wrong sorts() {
        return withIndices(tokens -> LongStream.of(tokens).sorted().toArray());
    }

    @Mutant("leaves out tokens that it has had before")
    static Wrong leavesRepeatsOut() {
        return withIndices(tokens -> LongStream.of(tokens).distinct().toArray());
    }

    @Mutant("takes the tokens in backward order")
    static Wrong reverses() {
        return withIndices(tokens -> {
            long[] backwards = new long[tokens.length];
            for (int place = 0; place < tokens.length; place++) {
                backwards[place] = tokens[tokens.length - 1 - place];
            }
            return backwards;
        });
    }

    @Mutant("leaves the last token out")
    static Wrong leavesTheLastOut() {
        return withIndices(tokens ->
                LongStream.of(tokens).limit(Math.max(1, tokens.length - 1)).toArray());
    }

    @Mutant("takes every token between the first given and the number of them")
    static Wrong takesARange() {
        return withIndices(tokens -> LongStream.range(0, tokens.length)
                .map(place -> Math.max(0, tokens[0] - place))
                .toArray());
    }

    @Mutant("puts source tokens across and output tokens down")
    static Wrong transposes() {
        return then(NDArray::transpose);
    }

    @Mutant("makes the sample symmetric")
    static Wrong symmetrises() {
        return then(sample -> sample.add(sample.transpose()).div(2));
    }

    @Mutant("takes magnitudes")
    static Wrong takesMagnitudes() {
        return then(NDArray::abs);
    }

    @Mutant("takes a softmax over each row")
    static Wrong takesTheSoftmax() {
        return then(sample -> sample.softmax(-1));
    }

    @Mutant("divides by the root of the width between the factors")
    static Wrong scales() {
        return (circuit, indices) -> sample(circuit, indices, indices).div(Math.sqrt((double) circuit.mdim()));
    }

    @Mutant("multiplies the rows of A with themselves")
    static Wrong multipliesAWithItself() {
        return (circuit, indices) ->
                rows(circuit.a(), indices).matMul(rows(circuit.a(), indices).transpose());
    }

    @Mutant("returns zeros")
    static Wrong returnsZeros() {
        return then(NDArray::zerosLike);
    }

    @Mutant("divides nothing by nothing")
    static Wrong returnsNaN() {
        return then(sample -> sample.zerosLike().div(0f));
    }

    @Mutant("returns double precision")
    static Wrong returnsDoubles() {
        return then(sample -> sample.toType(DataType.FLOAT64, true));
    }

    @Mutant("returns the indices as they came")
    static Wrong returnsItsInput() {
        return (circuit, indices) -> indices;
    }

    @Mutant("returns null")
    static Wrong returnsNull() {
        return (circuit, indices) -> nothing();
    }

    @Mutant("answers every call as it did the first")
    static Wrong repeatsItsFirstAnswer() {
        var answers = new ArrayList<NDArray>();
        return (circuit, indices) -> {
            answers.add(sample(circuit, indices, indices));
            return answers.getFirst();
        };
    }

    private static Wrong then(UnaryOperator<NDArray> change) {
        return (circuit, indices) -> change.apply(sample(circuit, indices, indices));
    }

    private static Wrong withIndices(UnaryOperator<long[]> change) {
        return (circuit, indices) -> {
            NDArray others = indices.getManager().create(change.apply(indices.toLongArray()));
            return sample(circuit, others, others);
        };
    }

    private static NDArray shifted(FactoredMatrix circuit, NDArray indices) {
        return indices.add(1).mod(circuit.ldim());
    }

    private static NDArray sample(FactoredMatrix circuit, NDArray rows, NDArray columns) {
        return rows(circuit.a(), rows)
                .matMul(rows(circuit.b().transpose(), columns).transpose());
    }

    private static NDArray rows(NDArray matrix, NDArray places) {
        return matrix.get(new NDIndex("{}", places));
    }

    @SuppressWarnings("NullAway") // a student's code has no checker that keeps it from returning null
    private static NDArray nothing() {
        @Nullable NDArray none = null;
        return none;
    }
}
