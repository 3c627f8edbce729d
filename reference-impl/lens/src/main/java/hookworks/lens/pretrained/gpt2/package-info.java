/** GPT-2's checkpoints; nothing of other families. */
@NullMarked
package hookworks.lens.pretrained.gpt2;

import org.jspecify.annotations.NullMarked;
