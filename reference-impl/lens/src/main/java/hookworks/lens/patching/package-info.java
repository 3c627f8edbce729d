/**
 * Activation patching: a clean run's activations put into a corrupted run, one place at a time, and what that does to a
 * metric. Asks a model from outside, as any user would. Start at {@link hookworks.lens.patching.ActivationPatching}.
 */
@NullMarked
package hookworks.lens.patching;

import org.jspecify.annotations.NullMarked;
