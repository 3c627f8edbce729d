/** GPT-NeoX's and Pythia's checkpoints; nothing of other families. */
@NullMarked
package hookworks.lens.pretrained.gptneox;

import org.jspecify.annotations.NullMarked;
