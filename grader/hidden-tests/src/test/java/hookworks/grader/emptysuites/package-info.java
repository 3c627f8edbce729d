/**
 * A suite whose only check is switched off, to try the launcher on.
 */
@NullMarked
package hookworks.grader.emptysuites;

import org.jspecify.annotations.NullMarked;
