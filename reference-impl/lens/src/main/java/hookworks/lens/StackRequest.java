package hookworks.lens;

import java.util.OptionalInt;

/**
 * Which parts of the residual stream a stack is asked for.
 *
 * @param layer the input of which layer; none for the end, before the unembedding
 * @param inclMid whether the stream between attention and MLP counts, where the stream itself is stacked
 * @param mlpInput whether the input of that layer's MLP is meant, rather than of its attention
 * @param mode which writers count
 * @param inclEmbeds whether token and positional embeddings count
 * @param expandNeurons whether each neuron is a part, rather than each MLP
 * @param inclRemainder whether what the parts leave of the stream is one more
 * @param applyLn whether each part is scaled as the norm that reads the stream there scales it
 * @param pos which positions
 * @param neurons which neurons, where they are stacked
 */
public record StackRequest(
        OptionalInt layer,
        boolean inclMid,
        boolean mlpInput,
        Mode mode,
        boolean inclEmbeds,
        boolean expandNeurons,
        boolean inclRemainder,
        boolean applyLn,
        Slice pos,
        Slice neurons) {

    /** Which writers count. */
    public enum Mode {
        /** Attention and MLPs. */
        ALL,
        /** Attention only. */
        ATTN,
        /** MLPs only. */
        MLP
    }

    /** All that makes the stream that the unembedding reads. */
    public static StackRequest end() {
        return new StackRequest(
                OptionalInt.empty(), false, false, Mode.ALL, true, false, false, false, Slice.all(), Slice.all());
    }

    /** All that makes the stream that a layer's attention reads; -1 is the end. */
    public static StackRequest before(int layer) {
        StackRequest end = end();
        return layer == -1 ? end : end.with(OptionalInt.of(layer), end.mlpInput, end.mode);
    }

    private StackRequest with(OptionalInt toLayer, boolean toMlp, Mode writers) {
        return new StackRequest(
                toLayer, inclMid, toMlp, writers, inclEmbeds, expandNeurons, inclRemainder, applyLn, pos, neurons);
    }

    private StackRequest with(boolean mid, boolean embeds, boolean expands, boolean remainder, boolean ln) {
        return new StackRequest(layer, mid, mlpInput, mode, embeds, expands, remainder, ln, pos, neurons);
    }

    /** Where the stream itself is stacked, also between attention and MLP: labels {@code 0_mid} and so on. */
    public StackRequest withMid() {
        return with(true, inclEmbeds, expandNeurons, inclRemainder, applyLn);
    }

    /** Up to the input of that layer's MLP: its attention counts too. */
    public StackRequest toMlpInput() {
        return with(layer, true, mode);
    }

    /** Only what these write. */
    public StackRequest of(Mode writers) {
        return with(layer, mlpInput, writers);
    }

    /** Without {@code embed} and {@code pos_embed}. */
    public StackRequest withoutEmbeds() {
        return with(inclMid, false, expandNeurons, inclRemainder, applyLn);
    }

    /** Each neuron a part of its own, labelled {@code L0N0}, in place of its MLP. */
    public StackRequest expandingNeurons() {
        return with(inclMid, inclEmbeds, true, inclRemainder, applyLn);
    }

    /** With one more part, {@code remainder}, so that all parts add up to the stream. */
    public StackRequest withRemainder() {
        return with(inclMid, inclEmbeds, expandNeurons, true, applyLn);
    }

    /**
     * Each part scaled as the norm that reads the stream there scales it, so that directions of the unembedding
     * apply.
     */
    public StackRequest applyingLn() {
        return with(inclMid, inclEmbeds, expandNeurons, inclRemainder, true);
    }

    /** At these positions; a single one leaves no {@code pos} axis. */
    public StackRequest at(Slice positions) {
        return new StackRequest(
                layer, inclMid, mlpInput, mode, inclEmbeds, expandNeurons, inclRemainder, applyLn, positions, neurons);
    }

    /** Of these neurons of each layer. */
    public StackRequest neurons(Slice some) {
        return new StackRequest(
                layer, inclMid, mlpInput, mode, inclEmbeds, expandNeurons, inclRemainder, applyLn, pos, some);
    }
}
