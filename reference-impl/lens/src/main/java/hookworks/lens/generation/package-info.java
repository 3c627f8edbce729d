/**
 * Text from a model, token by token: what to pick, when to stop. Knows a model only as a function from input to logits.
 * Start at {@link hookworks.lens.generation.Generation}.
 */
@NullMarked
package hookworks.lens.generation;

import org.jspecify.annotations.NullMarked;
