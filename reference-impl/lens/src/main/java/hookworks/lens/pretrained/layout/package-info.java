/**
 * What families describe their checkpoints with: the fields of a {@code config.json}, and which tensor becomes which
 * weight by what rearrangement. Knows no family and opens no weights. Start at
 * {@link hookworks.lens.pretrained.layout.Family}.
 */
@NullMarked
package hookworks.lens.pretrained.layout;

import org.jspecify.annotations.NullMarked;
