/**
 * Where weights come from: safetensors files and their shards, torch checkpoints, and seeded generators. Files are
 * strangers': nothing in them is believed, and nothing in them is run. Knows tensors and their names, not
 * architectures. Start at {@link TensorFile}.
 */
@NullMarked
package hookworks.lens.weights;

import org.jspecify.annotations.NullMarked;
