/** Gemma 1's and 2's checkpoints: how they differ from Llama's. */
@NullMarked
package hookworks.lens.pretrained.gemma;

import org.jspecify.annotations.NullMarked;
