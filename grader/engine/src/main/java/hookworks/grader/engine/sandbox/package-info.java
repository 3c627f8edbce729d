/**
 * Starts worker processes behind walls of the operating system, and tells which walls this machine offers.
 * Nothing here knows what a frame or an exercise is. Start at {@link hookworks.grader.engine.sandbox.Sandbox}.
 */
@NullMarked
package hookworks.grader.engine.sandbox;

import org.jspecify.annotations.NullMarked;
