/**
 * What students see: course, sign-in, progress, runs and their history; one class for each resource.
 * Nothing here speaks SQL or decides a verdict. Start at {@link hookworks.server.pages.CourseSite}.
 */
@NullMarked
package hookworks.server.pages;

import org.jspecify.annotations.NullMarked;
