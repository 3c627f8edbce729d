/**
 * Grading runs from queue to verdict: the run, its event log, and the node that claims and judges.
 * Nothing here runs a student's code; that is the engine's. Start at {@link hookworks.server.grading.GradingRuns}.
 */
@NullMarked
package hookworks.server.grading;

import org.jspecify.annotations.NullMarked;
