/**
 * Measures grading from the outside: the real server, the real git, a warm and a cold worker.
 * What the lens costs is measured in the module benchmarks. Start at {@link hookworks.server.cli.bench.GradingBenchmark}.
 */
@NullMarked
package hookworks.server.cli.bench;

import org.jspecify.annotations.NullMarked;
