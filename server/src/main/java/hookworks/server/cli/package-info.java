/**
 * The command line: one class for each command, thin over what the server and the engine do.
 * The only place with standard streams and {@code System.exit}. Start at {@link hookworks.server.cli.Main}.
 */
@NullMarked
package hookworks.server.cli;

import org.jspecify.annotations.NullMarked;
