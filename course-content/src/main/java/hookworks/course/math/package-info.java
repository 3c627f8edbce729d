/**
 * TeX between dollar signs in Markdown, kept as text that a page can show as it is or hand to KaTeX.
 * Nothing here understands TeX. Start at {@link hookworks.course.math.MathExtension}.
 */
@NullMarked
package hookworks.course.math;

import org.jspecify.annotations.NullMarked;
