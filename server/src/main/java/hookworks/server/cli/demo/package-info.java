/**
 * The demonstration: a real server on made-up data in a temporary folder, and students who push with the real git.
 * Nothing of it survives its end. Start at {@link hookworks.server.cli.demo.Demo}.
 */
@NullMarked
package hookworks.server.cli.demo;

import org.jspecify.annotations.NullMarked;
