/** Llama's checkpoints, and what the families have in common that took its layout over; nothing of those families' own. */
@NullMarked
package hookworks.lens.pretrained.llama;

import org.jspecify.annotations.NullMarked;
