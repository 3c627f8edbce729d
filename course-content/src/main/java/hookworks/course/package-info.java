/**
 * The course's pages and exercise metadata, read from Markdown and checked into one catalogue.
 * Nothing here grades, and nothing here knows of the web.
 */
@NullMarked
package hookworks.course;

import org.jspecify.annotations.NullMarked;
