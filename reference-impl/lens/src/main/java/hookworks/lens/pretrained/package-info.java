/**
 * Pretrained models in folders as Hugging Face lays them out, and the families that can be read. What sets a family
 * apart stands in its own package; nothing here fetches anything. Start at
 * {@link hookworks.lens.pretrained.PretrainedFolder}.
 */
@NullMarked
package hookworks.lens.pretrained;

import org.jspecify.annotations.NullMarked;
