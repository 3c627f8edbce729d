package hookworks.server.cli.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The programs and libraries that Hookworks builds on. */
final class Software {
    private static final int JDK = 25;

    private Software() {}

    static Finding jdk() {
        Path home = Path.of(System.getProperty("java.home"));
        String found = "%s in %s".formatted(Runtime.version(), home);
        if (Runtime.version().feature() < JDK || !Files.isExecutable(home.resolve("bin/javac"))) {
            return Finding.missing(
                    "jdk",
                    "found " + found + ", but a JDK 25 with its compiler is needed",
                    "install Temurin's Debian package temurin-25-jdk, or set JAVA_HOME to a JDK 25");
        }
        return Finding.ok("jdk", found);
    }

    /** Adds two numbers with it: that it loads says little about whether it runs here. */
    static Finding libtorch() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                NDArray two = manager.create(1f).add(1f)) {
            float sum = two.getFloat();
            Engine engine = manager.getEngine();
            return sum == 2f
                    ? Finding.ok(
                            "libtorch",
                            "%s %s, unpacked in %s".formatted(engine.getEngineName(), engine.getVersion(), cache()))
                    : Finding.missing("libtorch", "it loads, but says that 1 + 1 is %s".formatted(sum));
        } catch (EngineException | UnsatisfiedLinkError e) {
            return Finding.missing(
                    "libtorch",
                    "it does not load: " + e.getMessage(),
                    "remove the folder %s, which is unpacked again, and see that 1 GB is free there"
                            .formatted(cache()));
        }
    }

    private static String cache() {
        return String.valueOf(System.getProperty("DJL_CACHE_DIR"));
    }

    static Finding device() {
        try {
            Device[] devices = Engine.getInstance().getDevices();
            String names = Arrays.stream(devices).map(Device::toString).collect(Collectors.joining(", "));
            return Finding.ok(
                    "device", names + (Engine.getInstance().getGpuCount() > 0 ? "" : " (no GPU, none needed)"));
        } catch (EngineException | UnsatisfiedLinkError e) {
            return Finding.missing("device", "unknown, since libtorch does not load");
        }
    }

    static Finding git() {
        return Program.named("git")
                .version()
                .map(version -> Finding.ok("git", version))
                .orElseGet(() -> Finding.absent("git", "students and the demo need it: apt-get install git"));
    }

    static Finding chromium() {
        return Program.named("chromium")
                .version()
                .map(version -> Finding.ok("chromium", version))
                .orElseGet(
                        () -> Finding.absent("chromium", "only ./hookworks verify needs it: apt-get install chromium"));
    }
}
