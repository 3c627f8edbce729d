/**
 * The hidden suites of section 1, and beside each the wrong solutions that it rejects.
 */
@NullMarked
package hookworks.grader.suites.lensintroduction;

import org.jspecify.annotations.NullMarked;
