package hookworks.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A checkout with the real launcher in it, on a machine where nothing is installed but what a test adds. Its JDKs are
 * scripts that print their arguments.
 */
final class LauncherCheckout {
    private static final List<String> BASE_SYSTEM = List.of(
            "bash",
            "env",
            "awk",
            "cat",
            "dirname",
            "find",
            "flock",
            "grep",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "tail",
            "touch");

    private final Path root;
    private final Path tools;
    private final Path jdks;
    private final Map<String, String> environment = new HashMap<>();

    LauncherCheckout(Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("my checkout"));
        tools = Files.createDirectory(folder.resolve("bin"));
        jdks = Files.createDirectory(folder.resolve("jdks"));
        Files.copy(launcher(), root.resolve("hookworks"));
        Files.createDirectories(root.resolve("server/src/main/java"));
        Files.writeString(root.resolve("pom.xml"), "<modules>\n  <module>server</module>\n</modules>\n");
        for (String program : BASE_SYSTEM) {
            install(program, "exec %s \"$@\"".formatted(onThisMachine(program)));
        }
        install("id", "echo 1000");
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("HOOKWORKS_JDKS", jdks.toString());
    }

    static Path launcher() throws IOException {
        return Path.of(System.getProperty("basedir", "."), "..", "hookworks").toRealPath();
    }

    private static Path onThisMachine(String program) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this machine has no " + program));
    }

    Path root() {
        return root;
    }

    LauncherCheckout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    LauncherCheckout install(String program, String script) throws IOException {
        executable(tools.resolve(program), script);
        return this;
    }

    Path installJdk(String version) throws IOException {
        Path home = Files.createDirectories(jdks.resolve("jdk-" + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        executable(home.resolve("bin/java"), "echo \"java %s pid $$\"; printf '<%%s>\\n' \"$@\"".formatted(version));
        executable(home.resolve("bin/javac"), "");
        return home;
    }

    /** As after a build: nothing is newer than the distribution. */
    LauncherCheckout built() throws IOException {
        Files.createDirectories(root.resolve("server/target/dist"));
        Path stamp = Files.writeString(root.resolve("server/target/dist/.built-cuda-no"), "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(60)));
        return this;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Outcome run(String... arguments) throws Exception {
        return run(root.resolve("hookworks"), root, arguments);
    }

    Outcome run(Path launcher, Path workingFolder, String... arguments) throws Exception {
        var command = new ArrayList<String>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(workingFolder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s was still running after 30 s; it said: %s".formatted(command, said));
        }
        return new Outcome(process.exitValue(), process.pid(), said);
    }

    record Outcome(int status, long pid, String said) {}
}
