/** Mistral's checkpoints: how they differ from Llama's. */
@NullMarked
package hookworks.lens.pretrained.mistral;

import org.jspecify.annotations.NullMarked;
