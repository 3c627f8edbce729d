/**
 * From tokens to logits: embedding, blocks, unembedding, and what each value meets at its hook point on the way. Knows
 * neither where weights come from nor who asks. Start at {@link hookworks.lens.forward.ForwardPass}.
 */
@NullMarked
package hookworks.lens.forward;

import org.jspecify.annotations.NullMarked;
