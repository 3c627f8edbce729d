package hookworks.grader.engine.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's ahead-of-time cache (JEP 483): a worker's classes, parsed and linked once for all workers, which share its
 * memory too. It fits one JDK, one class path and one set of flags, each by the name that a worker knows it by.
 *
 * @param use what a worker does with it
 * @param folder where it lies on this machine, unless there is none
 */
public record AotCache(Use use, Optional<Path> folder) {
    static final String CONFIGURATION = "worker.aotconf";
    static final String CACHE = "worker.aot";

    /** What a worker does with a cache. */
    public enum Use {
        /** Nothing: the JVM parses every class itself. */
        NONE,
        /** It rehearses, and writes down at its end which classes that took. */
        RECORD,
        /** It makes the cache of what was recorded, and runs nothing. */
        ASSEMBLE,
        /** It maps the finished cache. A JVM that it doesn't fit says so on its error stream and does without. */
        MAP
    }

    static AotCache none() {
        return new AotCache(Use.NONE, Optional.empty());
    }

    static AotCache in(Path folder, Use use) {
        return new AotCache(use, Optional.of(folder));
    }

    /** Whether the worker writes into the folder. */
    boolean isWritten() {
        return use == Use.RECORD || use == Use.ASSEMBLE;
    }

    /** The JVM's flags, for a worker that finds the folder at {@code at}. */
    List<String> flags(String at) {
        String configuration = "-XX:AOTConfiguration=%s/%s".formatted(at, CONFIGURATION);
        String cache = "-XX:AOTCache=%s/%s".formatted(at, CACHE);
        return switch (use) {
            case NONE -> List.of();
            case RECORD -> List.of("-XX:AOTMode=record", configuration);
            case ASSEMBLE -> List.of("-XX:AOTMode=create", configuration, cache);
            case MAP -> List.of(cache);
        };
    }
}
