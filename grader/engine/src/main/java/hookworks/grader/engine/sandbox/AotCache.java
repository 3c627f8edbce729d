package hookworks.grader.engine.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's ahead-of-time cache (JEP 483): a worker's classes, parsed and linked once for all workers, which share its
 * memory too. It fits one JDK, one class path and one set of flags, each by the name that a worker knows it by.
 */
public sealed interface AotCache {
    String CONFIGURATION = "worker.aotconf";
    String CACHE = "worker.aot";

    /** The folder that a worker needs for it, if any. */
    Optional<Path> folder();

    /** Whether the worker writes there. */
    boolean isWritten();

    /** The JVM's flags, for a worker that finds the folder at {@code at}. */
    List<String> flags(String at);

    /** None: the JVM parses every class itself. */
    record None() implements AotCache {
        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }

        @Override
        public boolean isWritten() {
            return false;
        }

        @Override
        public List<String> flags(String at) {
            return List.of();
        }
    }

    /** A worker that rehearses, and writes down at its end which classes that took. */
    record Recording(Path to) implements AotCache {
        @Override
        public Optional<Path> folder() {
            return Optional.of(to);
        }

        @Override
        public boolean isWritten() {
            return true;
        }

        @Override
        public List<String> flags(String at) {
            return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=%s/%s".formatted(at, CONFIGURATION));
        }
    }

    /** A JVM that makes the cache of what was recorded, and runs nothing. */
    record Assembling(Path in) implements AotCache {
        @Override
        public Optional<Path> folder() {
            return Optional.of(in);
        }

        @Override
        public boolean isWritten() {
            return true;
        }

        @Override
        public List<String> flags(String at) {
            return List.of(
                    "-XX:AOTMode=create",
                    "-XX:AOTConfiguration=%s/%s".formatted(at, CONFIGURATION),
                    "-XX:AOTCache=%s/%s".formatted(at, CACHE));
        }
    }

    /** A finished cache. A JVM that it doesn't fit says so on its error stream and does without. */
    record Ready(Path in) implements AotCache {
        @Override
        public Optional<Path> folder() {
            return Optional.of(in);
        }

        @Override
        public boolean isWritten() {
            return false;
        }

        @Override
        public List<String> flags(String at) {
            return List.of("-XX:AOTCache=%s/%s".formatted(at, CACHE));
        }
    }
}
