/**
 * The hidden suites of section 4, and beside each the wrong solutions that it rejects.
 */
@NullMarked
package hookworks.grader.suites.reverseengineering;

import org.jspecify.annotations.NullMarked;
