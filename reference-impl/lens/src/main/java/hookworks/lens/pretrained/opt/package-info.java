/** OPT's checkpoints; nothing of other families. */
@NullMarked
package hookworks.lens.pretrained.opt;

import org.jspecify.annotations.NullMarked;
