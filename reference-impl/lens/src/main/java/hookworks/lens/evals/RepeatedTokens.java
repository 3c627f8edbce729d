package hookworks.lens.evals;

import ai.djl.ndarray.NDArray;

/**
 * Random repeats that were drawn.
 *
 * @param period length of the block
 * @param start where the first block begins: 1 behind a special token, else 0
 * @param tokens {@code [row, start + 2 * period]} int64
 */
public record RepeatedTokens(int period, int start, NDArray tokens) {}
