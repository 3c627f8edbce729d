/**
 * What became of many submissions, as a table in CSV that grows row by row and survives an interruption.
 * Nothing here judges. Start at {@link hookworks.server.cli.marks.MarksFile}.
 */
@NullMarked
package hookworks.server.cli.marks;

import org.jspecify.annotations.NullMarked;
