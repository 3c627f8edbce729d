/**
 * Groups of students who take the course together.
 */
@NullMarked
package hookworks.server.cohorts;

import org.jspecify.annotations.NullMarked;
