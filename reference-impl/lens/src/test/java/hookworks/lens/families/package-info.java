/**
 * Small random models of every supported Hugging Face family, in the layout of real checkpoints, and a slow double
 * precision forward pass for each that the library is compared with. Nothing here uses the library: start at
 * {@link hookworks.lens.families.Families} to write models and at {@link hookworks.lens.families.Reference} to run one.
 */
@NullMarked
package hookworks.lens.families;

import org.jspecify.annotations.NullMarked;
