/**
 * Measures the lens against a hand-written loop of the same DJL calls, by JMH. Nothing that a student's code or a
 * worker runs may depend on this, so that JMH stays off their class paths. Start at
 * {@link hookworks.benchmarks.LensBenchmark}.
 */
@NullMarked
package hookworks.benchmarks;

import org.jspecify.annotations.NullMarked;
