/**
 * The hidden suites of section 2, and beside each the wrong solutions that it rejects. The four detectors share how
 * heads are planted ({@link PlantedHeads}) and how a list of heads is judged ({@link FoundHeads}).
 */
@NullMarked
package hookworks.grader.suites.inductionheads;

import org.jspecify.annotations.NullMarked;
