/**
 * Rough measures of what a model does on tokens or texts: losses, induction, the rank of an expected answer; and the
 * random data that they are taken on. Nothing here trains or looks inside a run. Start at {@link
 * hookworks.lens.evals.Evals} or {@link hookworks.lens.evals.TestPrompt}.
 */
@NullMarked
package hookworks.lens.evals;

import org.jspecify.annotations.NullMarked;
