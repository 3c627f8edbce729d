package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** No walls of the system: for one's own code on one's own machine, never for other people's. */
public final class UnconfinedSandbox implements Sandbox {
    @Override
    public ConfinedProcess start(WorkerImage image, WorkerLimits limits) throws IOException {
        var java = new JavaCommand(
                image.javaHome().toString(),
                image.jars().toString(),
                image.natives().toString(),
                image.cache().folder().map(Path::toString).orElse(""));
        var builder = new ProcessBuilder(java.arguments(image, limits));
        builder.environment().put("OMP_NUM_THREADS", "1");
        return new ConfinedProcess(builder.start(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Only what the engine keeps by itself. */
    @Override
    public Set<Protection> protections() {
        return EnumSet.of(Protection.OUTPUT, Protection.DEADLINES);
    }
}
