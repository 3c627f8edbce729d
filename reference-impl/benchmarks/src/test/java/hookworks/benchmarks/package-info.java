@org.jspecify.annotations.NullMarked
package hookworks.benchmarks;
