package hookworks.grader.engine.sandbox;

import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import hookworks.lens.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a worker is made of; all of it public.
 *
 * @param javaHome the JDK that it runs on
 * @param jars a folder with every jar of its class path and nothing else
 * @param natives the folder into which DJL has unpacked libtorch
 * @param libtorch a build of libtorch to use in place of the bundled one, such as one for CUDA
 * @param device what it computes on, such as {@code cpu} or {@code cuda:0}
 * @param cache what the JVM need not work out again
 */
public record WorkerImage(
        Path javaHome, Path jars, Path natives, Optional<OwnLibtorch> libtorch, String device, AotCache cache) {

    /** A build of libtorch that the operator chose, by DJL's own settings. */
    public record OwnLibtorch(Path folder, String version, String flavor) {
        private static Optional<OwnLibtorch> configured() throws IOException {
            String folder = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH");
            if (folder == null) {
                return Optional.empty();
            }
            String version = Utils.getEnvOrSystemProperty("PYTORCH_VERSION");
            String flavor = Utils.getEnvOrSystemProperty("PYTORCH_FLAVOR");
            if (version == null || flavor == null) {
                throw new IOException(
                        "PYTORCH_LIBRARY_PATH is '%s'; set PYTORCH_VERSION (such as 2.7.1) and PYTORCH_FLAVOR (such as cu128) too"
                                .formatted(folder));
            }
            return Optional.of(new OwnLibtorch(Path.of(folder).toRealPath(), version, flavor));
        }
    }

    /**
     * The image of this installation: this JVM's own JDK, the jars in {@code hookworks.worker.lib}, the natives in
     * {@code DJL_CACHE_DIR}. Loads libtorch here first, so that it is unpacked before a worker may only read.
     *
     * @param device a setting as {@link Devices#choose} takes it; workers get the device that it means here
     * @throws IOException where a part is missing; the message says which and how to get it
     * @throws IllegalArgumentException where this machine lacks the device
     */
    public static WorkerImage ofThisInstallation(String device) throws IOException {
        Optional<OwnLibtorch> libtorch = OwnLibtorch.configured();
        String chosen = resolved(device);
        Path natives = folder("DJL_CACHE_DIR", "where libtorch is unpacked");
        Path jars = folder("hookworks.worker.lib", "the worker's jars, which the build puts together");
        Path javaHome = Path.of(System.getProperty("java.home")).toRealPath();
        return new WorkerImage(javaHome, jars, natives, libtorch, chosen, AotCache.none());
    }

    WorkerImage with(AotCache other) {
        return new WorkerImage(javaHome, jars, natives, libtorch, device, other);
    }

    private static String resolved(String device) throws IOException {
        try {
            return Devices.settingOf(Devices.choose(device));
        } catch (EngineException e) {
            throw new IOException(
                    "libtorch does not load (%s); ./hookworks doctor tells more".formatted(e.getMessage()), e);
        }
    }

    private static Path folder(String property, String meaning) throws IOException {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IOException("the system property '%s' (%s) is not set; start with ./hookworks, which sets it"
                    .formatted(property, meaning));
        }
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "no folder '%s' (%s); build once with ./hookworks, which makes it".formatted(folder, meaning));
        }
        return folder.toRealPath();
    }
}
