/** Pretrained models of every family against a reference in double precision, and folders that are not what they claim. */
@NullMarked
package hookworks.lens.pretrained;

import org.jspecify.annotations.NullMarked;
