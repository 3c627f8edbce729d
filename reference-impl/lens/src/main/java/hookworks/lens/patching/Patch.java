package hookworks.lens.patching;

import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/**
 * What is patched at each step of a sweep.
 *
 * @param activation the short name of the activation, such as {@code resid_pre}
 * @param axes what the sweep goes over; the first is the layer
 * @param place where in the activation a step lies: the numbers of the axes after the layer go in, an index comes out
 */
public record Patch(String activation, List<PatchAxis> axes, Place place) {
    /** Where in an activation a step of a sweep lies. */
    @FunctionalInterface
    public interface Place {
        /** The place in the activation {@code [batch, ...]} of a step, from its numbers on the axes after the layer. */
        NDIndex of(int[] numbers);
    }

    public Patch {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.getFirst() != PatchAxis.LAYER) {
            throw new IllegalArgumentException("a sweep goes over layers first, got " + axes);
        }
    }

    /** Of the stream before each layer: {@code [layer, pos]}. */
    public static Patch residPre() {
        return ofStream("resid_pre");
    }

    /** Of the stream between attention and MLP: {@code [layer, pos]}. */
    public static Patch residMid() {
        return ofStream("resid_mid");
    }

    /** Of what each attention writes: {@code [layer, pos]}. */
    public static Patch attnOut() {
        return ofStream("attn_out");
    }

    /** Of what each MLP writes: {@code [layer, pos]}. */
    public static Patch mlpOut() {
        return ofStream("mlp_out");
    }

    private static Patch ofStream(String activation) {
        return new Patch(
                activation,
                List.of(PatchAxis.LAYER, PatchAxis.POS),
                numbers -> new NDIndex().addAllDim().addIndices(numbers[0]));
    }

    /** Of each head's mixed values: {@code [layer, pos, head]}. */
    public static Patch attnHeadOutByPos() {
        return vectorByPos("z");
    }

    /** Of each head's queries: {@code [layer, pos, head]}. */
    public static Patch attnHeadQByPos() {
        return vectorByPos("q");
    }

    /** Of each head's keys: {@code [layer, pos, head]}; not where queries are grouped. */
    public static Patch attnHeadKByPos() {
        return vectorByPos("k");
    }

    /** Of each head's values: {@code [layer, pos, head]}; not where queries are grouped. */
    public static Patch attnHeadVByPos() {
        return vectorByPos("v");
    }

    private static Patch vectorByPos(String activation) {
        return new Patch(
                activation,
                List.of(PatchAxis.LAYER, PatchAxis.POS, PatchAxis.HEAD),
                numbers -> new NDIndex().addAllDim().addIndices(numbers[0], numbers[1]));
    }

    /** Of each head's pattern, a query at a time: {@code [layer, head, dest_pos]}. */
    public static Patch attnHeadPatternByPos() {
        return new Patch(
                "pattern",
                List.of(PatchAxis.LAYER, PatchAxis.HEAD, PatchAxis.DEST_POS),
                numbers -> new NDIndex().addAllDim().addIndices(numbers[0], numbers[1]));
    }

    /** Of each head's pattern, a cell at a time: {@code [layer, head, dest_pos, src_pos]}. */
    public static Patch attnHeadPatternDestSrcPos() {
        return new Patch(
                "pattern",
                List.of(PatchAxis.LAYER, PatchAxis.HEAD, PatchAxis.DEST_POS, PatchAxis.SRC_POS),
                numbers -> new NDIndex().addAllDim().addIndices(numbers[0], numbers[1], numbers[2]));
    }

    /** Of each head's mixed values at every position: {@code [layer, head]}. */
    public static Patch attnHeadOutAllPos() {
        return vectorAllPos("z");
    }

    /** Of each head's queries at every position: {@code [layer, head]}. */
    public static Patch attnHeadQAllPos() {
        return vectorAllPos("q");
    }

    /** Of each head's keys at every position: {@code [layer, head]}; not where queries are grouped. */
    public static Patch attnHeadKAllPos() {
        return vectorAllPos("k");
    }

    /** Of each head's values at every position: {@code [layer, head]}; not where queries are grouped. */
    public static Patch attnHeadVAllPos() {
        return vectorAllPos("v");
    }

    private static Patch vectorAllPos(String activation) {
        return new Patch(
                activation,
                List.of(PatchAxis.LAYER, PatchAxis.HEAD),
                numbers -> new NDIndex().addAllDim(2).addIndices(numbers[0]));
    }

    /** Of each head's whole pattern: {@code [layer, head]}. */
    public static Patch attnHeadPatternAllPos() {
        return new Patch(
                "pattern",
                List.of(PatchAxis.LAYER, PatchAxis.HEAD),
                numbers -> new NDIndex().addAllDim().addIndices(numbers[0]));
    }
}
