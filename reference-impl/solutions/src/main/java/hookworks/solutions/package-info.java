/**
 * The reference implementation of every exercise. Private: never on a worker's class path or in a template.
 */
@NullMarked
package hookworks.solutions;

import org.jspecify.annotations.NullMarked;
