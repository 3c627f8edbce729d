/**
 * What a grading run reports: events while it runs, verdicts and feedback at its end. Plain data, safe to store and show.
 * Nothing here runs anything.
 */
@NullMarked
package hookworks.grader.engine.report;

import org.jspecify.annotations.NullMarked;
