/**
 * Low-rank matrices kept as their two factors, and the dense solvers that need only the small core between them.
 * Knows matrices, not models. Start at FactoredMatrix.
 */
@NullMarked
package hookworks.lens.factored;

import org.jspecify.annotations.NullMarked;
