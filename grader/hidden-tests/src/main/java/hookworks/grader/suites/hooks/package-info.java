/**
 * The hidden suites of section 3, and beside each the wrong solutions that it rejects.
 */
@NullMarked
package hookworks.grader.suites.hooks;

import org.jspecify.annotations.NullMarked;
