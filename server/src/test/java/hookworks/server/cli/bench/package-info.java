/** Figures whose parts must add up. */
@NullMarked
package hookworks.server.cli.bench;

import org.jspecify.annotations.NullMarked;
