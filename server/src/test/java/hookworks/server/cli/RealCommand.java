package hookworks.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real command line in a process of its own, as {@code ./hookworks} starts it. */
final class RealCommand {
    private static final List<String> SHARED = List.of("DJL_CACHE_DIR", "hookworks.worker.lib", "ai.djl.offline");

    private RealCommand() {}

    record Outcome(int status, String said) {}

    /** What to start, behind whatever shall stand before it. */
    static ProcessBuilder of(List<String> before, String... arguments) {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        SHARED.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    static Outcome run(List<String> before, String... arguments) throws IOException, InterruptedException {
        Process process = of(before, arguments).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "%s was still running after 60 s; it said: %s".formatted(List.of(arguments), said));
        }
        return new Outcome(process.exitValue(), said);
    }
}
