/** A suite that decides by a hair; a proof must say so. */
@NullMarked
package hookworks.grader.narrowsuites;

import org.jspecify.annotations.NullMarked;
