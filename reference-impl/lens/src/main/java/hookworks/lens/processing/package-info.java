/**
 * Changes weights without changing what a model says: folding norms, centring, folding biases. Works on state dicts and
 * runs nothing. Start at {@link hookworks.lens.processing.WeightProcessing}.
 */
@NullMarked
package hookworks.lens.processing;

import org.jspecify.annotations.NullMarked;
