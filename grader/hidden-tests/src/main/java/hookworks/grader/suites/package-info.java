/**
 * The hidden suites, one class per exercise, and what launches them on the JUnit Platform.
 * Private: runs only in trusted processes.
 */
@NullMarked
package hookworks.grader.suites;

import org.jspecify.annotations.NullMarked;
