/**
 * Where weights come from: safetensors files and seeded generators. Knows tensors and their names, not architectures.
 */
@NullMarked
package hookworks.lens.weights;

import org.jspecify.annotations.NullMarked;
