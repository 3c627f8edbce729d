/** What a mistyped name probably meant. Knows no model and no file. Start at {@link hookworks.lens.spelling.Nearest}. */
@NullMarked
package hookworks.lens.spelling;

import org.jspecify.annotations.NullMarked;
