/** Measures the lens against a hand-written loop of the same operations. */
@NullMarked
package hookworks.lens.bench;

import org.jspecify.annotations.NullMarked;
