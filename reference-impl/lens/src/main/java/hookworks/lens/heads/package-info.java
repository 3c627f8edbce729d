/**
 * Finds attention heads by what they attend to: a pattern that is expected, a measure of how far each head's attention
 * agrees, and a score for each head. Knows nothing of what a head writes. Start at {@link
 * hookworks.lens.heads.HeadDetector}.
 */
@NullMarked
package hookworks.lens.heads;

import org.jspecify.annotations.NullMarked;
