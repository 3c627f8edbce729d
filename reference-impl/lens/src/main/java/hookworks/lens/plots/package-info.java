/**
 * Figures as values: data first, then drawn as SVG or PNG from one layout, with a table and JSON of the same numbers.
 * Knows numbers and labels, not models; tensors come in through TensorFigures only. Nothing here fetches, and a label
 * is never trusted as markup. Start at Figure, or at NamedFigures for the pictures of the field.
 */
@NullMarked
package hookworks.lens.plots;

import org.jspecify.annotations.NullMarked;
