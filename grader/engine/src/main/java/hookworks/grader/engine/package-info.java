/**
 * The trusted side of grading: workers, sandbox, proxies, verdicts. Knows nothing of HTTP or databases.
 */
@NullMarked
package hookworks.grader.engine;

import org.jspecify.annotations.NullMarked;
