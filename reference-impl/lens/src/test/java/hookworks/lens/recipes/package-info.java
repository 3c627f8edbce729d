/**
 * The recipes of {@code docs/lens.md}, each run here and held against the document, code and output. What is tested for
 * its own sake lives elsewhere. Start at {@link hookworks.lens.recipes.LensDocumentTest}.
 */
@NullMarked
package hookworks.lens.recipes;

import org.jspecify.annotations.NullMarked;
