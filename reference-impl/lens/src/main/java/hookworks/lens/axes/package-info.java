/**
 * Tensor operations by the names of axes instead of their numbers, after einops, fancy_einsum, jaxtyping and eindex.
 * Start at Einsum, Rearrange, Repeat, Reduce, Eindex, and at Axes for checking shapes.
 *
 * <p>Names are words ({@code d_head}). {@code 1} is an axis of size one, {@code (head d_head)} are axes merged into
 * one with the last varying fastest, {@code ...} stands for any number of axes, and {@code head=8} says a size on the
 * spot. Sizes never broadcast: an axis is as long in every array that has it. A pattern is read once, by {@code of};
 * the functions that take it as a string remember the ones used last. What is compiled is immutable.
 *
 * <p>Results belong to the manager of the first array, or to the {@code owner} that is passed where that manager takes
 * nothing more; nothing else is left behind. Knows tensors, not models.
 */
@NullMarked
package hookworks.lens.axes;

import org.jspecify.annotations.NullMarked;
