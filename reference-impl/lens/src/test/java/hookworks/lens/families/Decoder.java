package hookworks.lens.families;

/** How a family gets from tokens to logits; every value is {@code [pos][...]}. */
interface Decoder {
    int layers();

    /** The residual stream before the first block. */
    double[][] embed(int[] tokens);

    /** The residual stream after a block. */
    double[][] block(int layer, double[][] residual);

    double[][] logits(double[][] residual);
}
