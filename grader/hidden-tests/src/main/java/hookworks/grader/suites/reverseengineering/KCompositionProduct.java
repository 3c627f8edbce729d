package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * The K-composition circuit of two heads multiplied out, and what it would be after each mistake that is recognised.
 * Worked out in plain loops.
 *
 * @param manager owns the tensors that are made
 */
record KCompositionProduct(NDManager manager, HookedTransformer model, Head previous, Head induction) {

    /** {@code [query token, key token]}. */
    NDArray right() {
        return tensor(queries(induction), keys(previous, induction));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addSides(mistakes);
        addHeads(mistakes);
        addEmbeddings(mistakes);
        double root = Math.sqrt(model.config().dHead());
        mistakes.add(new Mistake(Misconception.CIRCUIT_SCALED, right().div(root)));
        return mistakes;
    }

    private void addSides(List<Mistake> mistakes) {
        mistakes.add(new Mistake(Misconception.CIRCUIT_TRANSPOSED, right().transpose()));
        WeightMatrix prepared = tokens().times(moved(previous));
        NDArray qComposed = tensor(prepared.times(wQ(induction)), tokens().times(wK(induction)));
        mistakes.add(new Mistake(Misconception.Q_COMPOSITION, qComposed));
        // its transpose is W_Q and W_K exchanged
        mistakes.add(new Mistake(Misconception.WRONG_MATRIX, qComposed.transpose()));
    }

    private void addHeads(List<Mistake> mistakes) {
        mistakes.add(new Mistake(Misconception.HEADS_EXCHANGED, tensor(queries(previous), keys(induction, previous))));
        mistakes.add(
                new Mistake(Misconception.HEADS_EXCHANGED, tensor(queries(induction), keys(induction, induction))));
        mistakes.add(new Mistake(Misconception.HEADS_EXCHANGED, tensor(queries(previous), keys(previous, previous))));
        var first = new Head(0, previous.index());
        var second = new Head(1, induction.index());
        mistakes.add(new Mistake(Misconception.OTHER_LAYER, tensor(queries(second), keys(first, second))));
    }

    private void addEmbeddings(List<Mistake> mistakes) {
        WeightMatrix unembedding = WeightMatrix.of(weights().wU()).transposed();
        WeightMatrix positions = WeightMatrix.of(weights().wPos());
        for (WeightMatrix other : List.of(unembedding, positions)) {
            WeightMatrix queries = other.times(wQ(induction));
            WeightMatrix keys = other.times(moved(previous)).times(wK(induction));
            mistakes.add(new Mistake(Misconception.UNEMBEDDED, tensor(queries, keys(previous, induction))));
            mistakes.add(new Mistake(Misconception.UNEMBEDDED, tensor(queries(induction), keys)));
            mistakes.add(new Mistake(Misconception.UNEMBEDDED, tensor(queries, keys)));
        }
    }

    private WeightMatrix queries(Head by) {
        return tokens().times(wQ(by));
    }

    private WeightMatrix keys(Head fetcher, Head reader) {
        return tokens().times(moved(fetcher)).times(wK(reader));
    }

    private WeightMatrix tokens() {
        return WeightMatrix.of(weights().wE());
    }

    private WeightMatrix wQ(Head head) {
        return WeightMatrix.ofHead(weights().wQ(), head);
    }

    private WeightMatrix wK(Head head) {
        return WeightMatrix.ofHead(weights().wK(), head);
    }

    /** {@code W_V W_O}. */
    private WeightMatrix moved(Head head) {
        return WeightMatrix.ofHead(weights().wV(), head)
                .times(WeightMatrix.ofHead(weights().wO(), head));
    }

    private ModelWeights weights() {
        return model.weights(manager);
    }

    private NDArray tensor(WeightMatrix queries, WeightMatrix keys) {
        return queries.times(keys.transposed()).tensor(manager, queries.height(), keys.height());
    }
}
