/**
 * The web application: accounts, git, submissions, grading queue, progress and course pages.
 */
@NullMarked
package hookworks.server;

import org.jspecify.annotations.NullMarked;
