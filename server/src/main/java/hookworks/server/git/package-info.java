/**
 * Each student's git repository over HTTP: who may enter, what a push must look like, and what the terminal says.
 * A push that is taken is a submission before it is acknowledged. Start at {@link hookworks.server.git.GitHttp}.
 */
@NullMarked
package hookworks.server.git;

import org.jspecify.annotations.NullMarked;
