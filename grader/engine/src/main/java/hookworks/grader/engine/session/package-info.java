/**
 * One submission in one worker: start, load, call, kill. What the worker says is turned into values or into a
 * {@link hookworks.grader.engine.session.NoResult}. Nothing here knows hidden tests.
 * Start at {@link hookworks.grader.engine.session.SubmissionSession}.
 */
@NullMarked
package hookworks.grader.engine.session;

import org.jspecify.annotations.NullMarked;
