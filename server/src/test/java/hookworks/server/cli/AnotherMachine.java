package hookworks.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real command line on this machine, seen as if it lacked something; bubblewrap itself sees to that.
 *
 * @param view what bubblewrap is told to make of this machine
 */
record AnotherMachine(List<String> view) {
    private static final List<String> SHARED = List.of("DJL_CACHE_DIR", "hookworks.worker.lib", "ai.djl.offline");

    record Outcome(int status, String said) {}

    static AnotherMachine withoutBubblewrap() {
        return new AnotherMachine(List.of("--ro-bind", "/dev/null", "/usr/bin/bwrap"));
    }

    /** One whose user may make no control groups. */
    static AnotherMachine withoutControlGroups() {
        return new AnotherMachine(List.of("--tmpfs", "/sys/fs/cgroup", "--remount-ro", "/sys/fs/cgroup"));
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/usr/bin/bwrap", "--dev-bind", "/", "/"));
        command.addAll(view);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        SHARED.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s was still running after 60 s; it said: %s".formatted(command, said));
        }
        return new Outcome(process.exitValue(), said);
    }
}
