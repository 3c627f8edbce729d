/**
 * Suites that exist only to try the launcher on.
 */
@NullMarked
package hookworks.grader.samplesuites;

import org.jspecify.annotations.NullMarked;
