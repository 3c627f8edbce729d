package hookworks.server.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, as a second terminal would run it. */
final class OtherProcess {
    private OtherProcess() {}

    static String runs(Path data) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after 30 s: " + said);
        }
        return said;
    }

    static void main(String[] arguments) {
        Hookworks.commandLine(new DeviceSetting(), new StudentCommand(Clock.systemUTC(), new SecureRandom()))
                .execute("student", "add", "--data", arguments[0], "ben", "Ben");
    }
}
