/**
 * A model's weights: their names and shapes, how the forward pass wants them laid out, and the views in TransformerLens'
 * shapes. Knows no file and runs nothing. Start at {@link hookworks.lens.parameters.ModelWeights}.
 */
@NullMarked
package hookworks.lens.parameters;

import org.jspecify.annotations.NullMarked;
