/** Suites that are worth nothing, each in its own way; a proof must say so. */
@NullMarked
package hookworks.grader.gulliblesuites;

import org.jspecify.annotations.NullMarked;
