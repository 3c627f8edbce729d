/** The command line as somebody at a terminal meets it. */
@NullMarked
package hookworks.server.cli;

import org.jspecify.annotations.NullMarked;
