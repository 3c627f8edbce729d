/** Qwen2's checkpoints: how they differ from Llama's. */
@NullMarked
package hookworks.lens.pretrained.qwen2;

import org.jspecify.annotations.NullMarked;
