package hookworks.grader.suites;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import hookworks.solutions.References;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges the reference, and of each exercise some wrong solutions, in a JVM of its own: how many threads libtorch has is
 * settled once for a process.
 */
final class JudgedAlone {
    private static final int MUTANTS = 3;

    private JudgedAlone() {}

    /** What such a JVM prints: the number of threads that libtorch says it has, then a line for each check. */
    static List<String> with(int threads, long seed) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-cp",
                System.getProperty("java.class.path"),
                JudgedAlone.class.getName(),
                Long.toString(seed));
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment()
                .put("OMP_WAIT_POLICY", "PASSIVE"); // threads that spin take a busy machine from each other
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("it ended with %d and said: %s".formatted(process.exitValue(), said));
        }
        return said.lines().toList();
    }

    static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Engine.getInstance();
        out.println(JniUtils.getNumThreads());
        var suites = Suites.ofCourse();
        for (String exercise : suites.exercises()) {
            judge(suites, exercise, seed, "reference", out, References.all().toArray());
            mutantsOf(suites, exercise)
                    .forEach(mutant -> judge(suites, exercise, seed, mutant.getName(), out, made(mutant)));
        }
    }

    private static void judge(
            Suites suites, String exercise, long seed, String who, PrintStream out, Object... implementations) {
        try (var subject = InProcessSubject.of(implementations)) {
            new SuiteLauncher(suites).launch(List.of(exercise), subject, seed, new Printed(who, out));
        }
    }

    private static Stream<Method> mutantsOf(Suites suites, String exercise) {
        return Arrays.stream(suites.mutantsOf(exercise).getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Mutant.class))
                .sorted(Comparator.comparing(Method::getName))
                .limit(MUTANTS);
    }

    private static Object made(Method mutant) {
        try {
            mutant.setAccessible(true);
            return mutant.invoke(null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot make the mutant " + mutant.getName(), e);
        }
    }

    private record Printed(String who, PrintStream out) implements SuiteListener {
        @Override
        public void exerciseStarted(String exercise) {}

        @Override
        public void checkFinished(String exercise, String check, Optional<Throwable> problem) {
            String found = problem.map(why -> "failed: " + why.getMessage()).orElse("passed");
            out.println("%s|%s|%s|%s".formatted(exercise, who, check, found.replace("\n", "\\n")));
        }

        @Override
        public void exerciseFinished(String exercise) {}
    }
}
