/**
 * Reads weights by their singular vectors: which tokens the directions that a head or an MLP writes to or reads from
 * raise, were they given straight to the unembedding. Decompositions are made in {@code factored}; nothing here runs a
 * model. Start at {@link hookworks.lens.svd.SvdInterpreter}.
 */
@NullMarked
package hookworks.lens.svd;

import org.jspecify.annotations.NullMarked;
