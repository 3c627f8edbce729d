/**
 * The untrusted side: compiles and loads one submission and answers calls, then dies.
 * Nothing private may be reachable from here.
 */
@NullMarked
package hookworks.grader.worker;

import org.jspecify.annotations.NullMarked;
