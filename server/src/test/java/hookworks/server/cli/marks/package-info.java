/** Tables of marks: what they hold, and what is left of them after an interruption. */
@NullMarked
package hookworks.server.cli.marks;

import org.jspecify.annotations.NullMarked;
