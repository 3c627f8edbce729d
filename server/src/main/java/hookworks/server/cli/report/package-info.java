/**
 * A grading report in the forms in which the command line hands it on: printed, as JSON, as JUnit's XML, as HTML.
 * Nothing here grades. What a submission said is data: it is escaped for where it goes.
 */
@NullMarked
package hookworks.server.cli.report;

import org.jspecify.annotations.NullMarked;
