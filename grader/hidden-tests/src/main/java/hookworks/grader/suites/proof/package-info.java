/**
 * Proves of each hidden suite that it accepts the reference under every seed and nothing that is wrong: no stub, no
 * mutant, no answer that was made without thinking. Judges suites, never a submission.
 */
@NullMarked
package hookworks.grader.suites.proof;

import org.jspecify.annotations.NullMarked;
