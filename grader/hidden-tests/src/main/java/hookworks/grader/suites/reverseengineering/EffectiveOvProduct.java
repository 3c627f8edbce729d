package hookworks.grader.suites.reverseengineering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hookworks.grader.suites.Misconception;
import hookworks.grader.suites.Mistake;
import hookworks.lens.HookedTransformer;
import hookworks.lens.heads.Head;
import hookworks.lens.parameters.ModelWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What several heads together add to the logits where they look at a token, multiplied out, and what it would be after
 * each mistake that is recognised. Every product is worked out in plain loops.
 *
 * @param manager owns the tensors that are made
 */
record EffectiveOvProduct(NDManager manager, HookedTransformer model, List<Head> heads) {
    EffectiveOvProduct {
        heads = List.copyOf(heads);
    }

    /** {@code [token looked at, token whose logit moves]}. */
    NDArray right() {
        return toLogits(moved(heads));
    }

    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        addHeads(mistakes);
        addBlocks(mistakes);
        addSides(mistakes);
        return mistakes;
    }

    private void addHeads(List<Mistake> mistakes) {
        NDArray first = toLogits(moved(List.of(heads.getFirst())));
        NDArray last = toLogits(moved(List.of(heads.getLast())));
        mistakes.add(new Mistake(Misconception.MEAN_OF_HEADS, right().div(heads.size())));
        mistakes.add(new Mistake(Misconception.ONE_HEAD_ONLY, first));
        mistakes.add(new Mistake(Misconception.ONE_HEAD_ONLY, last));
        mistakes.add(new Mistake(Misconception.ONE_HEAD_ONLY, first.mul(heads.size())));
        for (int layer = 0; layer < model.config().nLayers(); layer++) {
            int other = layer;
            List<Head> there =
                    heads.stream().map(head -> new Head(other, head.index())).toList();
            mistakes.add(new Mistake(Misconception.OTHER_LAYER, toLogits(moved(there))));
        }
    }

    private void addBlocks(List<Mistake> mistakes) {
        Stream<WeightMatrix> everyPair = heads.stream()
                .flatMap(reader -> heads.stream().map(writer -> wV(reader).times(wO(writer))));
        mistakes.add(new Mistake(Misconception.HEADS_CROSSED, toLogits(everyPair)));
        WeightMatrix chain = moved(heads).reduce(WeightMatrix::times).orElseThrow();
        mistakes.add(new Mistake(Misconception.CIRCUITS_CHAINED, toLogits(Stream.of(chain))));
        Stream<WeightMatrix> otherWayRound = IntStream.range(0, heads.size())
                .mapToObj(
                        place -> wV(heads.get(place)).times(wO(heads.reversed().get(place))));
        mistakes.add(new Mistake(Misconception.TWO_HEADS_MIXED, toLogits(otherWayRound)));
        mistakes.add(new Mistake(Misconception.TWO_HEADS_MIXED, toLogits(interleaved())));
    }

    private void addSides(List<Mistake> mistakes) {
        mistakes.add(new Mistake(Misconception.OV_TRANSPOSED, right().transpose()));
        WeightMatrix in = WeightMatrix.of(weights().wE());
        WeightMatrix out = WeightMatrix.of(weights().wU());
        mistakes.add(new Mistake(Misconception.EMBEDDING_FOR_UNEMBEDDING, between(in, moved(heads), in.transposed())));
        mistakes.add(
                new Mistake(Misconception.EMBEDDING_FOR_UNEMBEDDING, between(out.transposed(), moved(heads), out)));
        Stream<WeightMatrix> looking = heads.stream()
                .map(head -> ofHead(weights().wQ(), head)
                        .times(ofHead(weights().wK(), head).transposed()));
        mistakes.add(new Mistake(Misconception.QK_FOR_OV, toLogits(looking)));
    }

    /** Channel by channel, with W_V going through the heads first and W_O through a head's channels. */
    private Stream<WeightMatrix> interleaved() {
        int count = heads.size();
        int width = model.config().dHead();
        return IntStream.range(0, count * width).mapToObj(place -> {
            Head reader = heads.get(place % count);
            Head writer = heads.get(place / width);
            long from = place / count;
            long to = place % width;
            NDArray column =
                    weights().wV().get(new NDIndex("{}, {}, :, {}:{}", reader.layer(), reader.index(), from, from + 1));
            NDArray row = weights().wO().get(new NDIndex("{}, {}, {}:{}", writer.layer(), writer.index(), to, to + 1));
            return WeightMatrix.of(column).times(WeightMatrix.of(row));
        });
    }

    /** {@code W_V W_O} of each. */
    private Stream<WeightMatrix> moved(List<Head> by) {
        return by.stream().map(head -> wV(head).times(wO(head)));
    }

    private NDArray toLogits(Stream<WeightMatrix> middles) {
        return between(
                WeightMatrix.of(weights().wE()),
                middles,
                WeightMatrix.of(weights().wU()));
    }

    /** The sum of {@code in} times each of the middles, {@code [d_model, d_model]}, times {@code out}. */
    private NDArray between(WeightMatrix in, Stream<WeightMatrix> middles, WeightMatrix out) {
        return middles.map(middle -> in.times(middle).times(out).tensor(manager, in.height(), out.width()))
                .reduce(NDArray::add)
                .orElseThrow();
    }

    private WeightMatrix wV(Head head) {
        return ofHead(weights().wV(), head);
    }

    private WeightMatrix wO(Head head) {
        return ofHead(weights().wO(), head);
    }

    private static WeightMatrix ofHead(NDArray stack, Head head) {
        return WeightMatrix.ofHead(stack, head);
    }

    private ModelWeights weights() {
        return model.weights(manager);
    }
}
