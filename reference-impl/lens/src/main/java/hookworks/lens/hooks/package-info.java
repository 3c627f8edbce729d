/**
 * Places in a model where values can be read and replaced: their names, what is hooked there, and what one run does at
 * each. Computes nothing and holds no weight. Start at {@link hookworks.lens.hooks.Hook}.
 */
@NullMarked
package hookworks.lens.hooks;

import org.jspecify.annotations.NullMarked;
