package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A head's full OV circuit multiplied out, and what it would be after each mistake that is recognised. Worked out in plain
 * loops.
 */
final class OvProduct {
    private final NDManager manager;
    private final HookedTransformerConfig config;
    private final ModelWeights weights;
    private final WeightMatrix wE;
    private final WeightMatrix wU;
    private final Head head;

    /** The manager owns the tensors that are made. */
    OvProduct(NDManager manager, HookedTransformer model, Head head) {
        this.manager = manager;
        this.config = model.config();
        this.weights = model.weights(manager);
        this.wE = WeightMatrix.of(weights.wE());
        this.wU = WeightMatrix.of(weights.wU());
        this.head = head;
    }

    /** {@code [source token, output token]}. */
    NDArray right() {
        return tensor(circuit(head, head));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(new Mistake(Misconception.OV_TRANSPOSED, right().transpose()));
        addHeads(mistakes);
        addMatrices(mistakes);
        double root = Math.sqrt(config.dHead());
        mistakes.add(new Mistake(Misconception.CIRCUIT_SCALED, right().div(root)));
        return mistakes;
    }

    private void addHeads(List<Mistake> mistakes) {
        List<Head> all = heads();
        for (Head other : all) {
            if (!other.equals(head)) {
                mistakes.add(new Mistake(Misconception.OTHER_HEAD, tensor(circuit(other, other))));
                mistakes.add(new Mistake(Misconception.TWO_HEADS_MIXED, tensor(circuit(head, other))));
                mistakes.add(new Mistake(Misconception.TWO_HEADS_MIXED, tensor(circuit(other, head))));
            }
        }
        if (all.size() > 1) {
            mistakes.add(new Mistake(Misconception.ALL_HEADS_ADDED, sumOf(any -> any.layer() == head.layer())));
            mistakes.add(new Mistake(Misconception.ALL_HEADS_ADDED, sumOf(any -> true)));
        }
    }

    private void addMatrices(List<Mistake> mistakes) {
        WeightMatrix ov = matrix(weights.wV(), head).times(matrix(weights.wO(), head));
        WeightMatrix qk =
                matrix(weights.wQ(), head).times(matrix(weights.wK(), head).transposed());
        mistakes.add(new Mistake(Misconception.EMBEDDING_FOR_UNEMBEDDING, product(wE, ov, wE.transposed())));
        mistakes.add(new Mistake(Misconception.EMBEDDING_FOR_UNEMBEDDING, product(wU.transposed(), ov, wU)));
        mistakes.add(new Mistake(Misconception.QK_FOR_OV, product(wE, qk, wU)));
        mistakes.add(new Mistake(Misconception.QK_FOR_OV, product(wE, qk, wE.transposed())));
        if (config.dModel() == config.dHead()) {
            WeightMatrix backwards = matrix(weights.wO(), head).times(matrix(weights.wV(), head));
            mistakes.add(new Mistake(Misconception.ORDER_OF_PRODUCT, product(wE, backwards, wU)));
        }
    }

    private NDArray sumOf(Predicate<Head> chosen) {
        NDArray sum = right().zerosLike();
        heads().stream().filter(chosen).forEach(any -> sum.addi(tensor(circuit(any, any))));
        return sum;
    }

    private List<Head> heads() {
        return Head.ofModel(config.nLayers(), config.nHeads());
    }

    private WeightMatrix circuit(Head reader, Head writer) {
        return wE.times(matrix(weights.wV(), reader))
                .times(matrix(weights.wO(), writer).times(wU));
    }

    private static WeightMatrix matrix(NDArray stack, Head head) {
        return WeightMatrix.ofHead(stack, head);
    }

    private NDArray product(WeightMatrix left, WeightMatrix middle, WeightMatrix right) {
        return tensor(left.times(middle).times(right));
    }

    private NDArray tensor(WeightMatrix matrix) {
        return matrix.tensor(manager, matrix.height(), matrix.width());
    }
}
