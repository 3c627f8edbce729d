/**
 * What a student implements: one interface per section, and the value records that its methods return.
 * Only types that cross the wire; no solution and no test lives here.
 */
@NullMarked
package hookworks.exercises;

import org.jspecify.annotations.NullMarked;
