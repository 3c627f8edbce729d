package hookworks.grader.engine.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** No walls at all: for one's own code on one's own machine, never for other people's. */
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
        return new ConfinedProcess(builder.start(), Optional.empty(), Optional.empty());
    }

    @Override
    public List<String> protections() {
        return List.of();
    }
}
