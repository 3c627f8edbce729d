/**
 * What a mistyped name probably meant. Knows strings only: which names there are is the caller's business.
 */
@NullMarked
package hookworks.lens.spelling;

import org.jspecify.annotations.NullMarked;
