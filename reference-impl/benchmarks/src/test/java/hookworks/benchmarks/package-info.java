/** What a measurement must be before its figures mean anything. */
@NullMarked
package hookworks.benchmarks;

import org.jspecify.annotations.NullMarked;
