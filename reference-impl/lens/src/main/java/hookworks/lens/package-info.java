/**
 * The hooked transformer: a model whose every intermediate activation can be read, cached and replaced.
 * Nothing here knows of exercises, grading or students. Start at HookedTransformer.
 */
@NullMarked
package hookworks.lens;

import org.jspecify.annotations.NullMarked;
