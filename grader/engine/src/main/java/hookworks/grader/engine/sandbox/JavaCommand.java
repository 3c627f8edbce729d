package hookworks.grader.engine.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The command line of a worker's JVM, for the paths at which it finds its parts. */
record JavaCommand(String javaHome, String jars, String natives, String cache) {
    List<String> arguments(WorkerImage image, WorkerLimits limits) {
        var command = new ArrayList<String>();
        command.add(javaHome + "/bin/java");
        command.addAll(memory(limits));
        command.addAll(image.cache().flags(cache));
        image.libtorch()
                .ifPresent(own -> command.addAll(List.of(
                        "-DPYTORCH_LIBRARY_PATH=" + own.folder(),
                        "-DPYTORCH_VERSION=" + own.version(),
                        "-DPYTORCH_FLAVOR=" + own.flavor())));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                // The JVM's own warnings go to standard output otherwise, which is the frames' channel, and so does its
                // word about a crash, which knows no other way.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+SuppressFatalErrorMessage",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                // Two processes whose libtorch threads spin on the same cores slow each other down several times.
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-DDJL_CACHE_DIR=" + natives,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-Dhookworks.device=" + image.device(),
                "-Djava.io.tmpdir=/tmp",
                "-cp",
                jars + "/*",
                "hookworks.grader.worker.WorkerMain"));
        return List.copyOf(command);
    }

    private static List<String> memory(WorkerLimits limits) {
        return List.of(
                "-Xmx%dm".formatted(limits.heapMebibytes()),
                "-Xms64m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=256m");
    }
}
