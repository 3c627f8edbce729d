/** The demonstration over the real server, database and git, with verdicts from a script. */
@NullMarked
package hookworks.server.cli.demo;

import org.jspecify.annotations.NullMarked;
