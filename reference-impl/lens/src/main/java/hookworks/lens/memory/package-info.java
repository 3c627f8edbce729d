/** Who frees native memory. Knows tensors, not models. */
@NullMarked
package hookworks.lens.memory;

import org.jspecify.annotations.NullMarked;
