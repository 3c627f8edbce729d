/** GPT-Neo's checkpoints; nothing of other families. */
@NullMarked
package hookworks.lens.pretrained.gptneo;

import org.jspecify.annotations.NullMarked;
