/** What a report looks like, compared with files that a person can read. */
@NullMarked
package hookworks.server.cli.report;

import org.jspecify.annotations.NullMarked;
