package hookworks.grader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hookworks.exercises.CourseSection;
import hookworks.grader.engine.session.Loading;
import hookworks.grader.engine.session.NoResult;
import hookworks.grader.engine.session.SubmissionSession;
import hookworks.grader.protocol.SourceTree;
import hookworks.lens.hooks.HookPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The numbers are x86-64's, as in the corpus of hostile submissions. */
@DisplayName("A submission that asks the kernel")
class KernelQuestionsTest {
    private static final String HOOKS = """
            package student;

            import ai.djl.ndarray.NDArray;
            import hookworks.exercises.Hooks;
            import hookworks.lens.hooks.HookPoint;
            import java.lang.foreign.*;
            import java.lang.invoke.MethodHandle;
            import java.nio.file.*;

            public class MyHooks implements Hooks {
                @Override
                public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
                    String found;
                    try {
                        found = found();
                    } catch (Throwable e) {
                        found = e.toString();
                    }
                    throw new IllegalStateException(found);
                }

                private static String found() throws Throwable {
                    ASKED
                }

                /** 0 where the call was allowed. */
                private static int errno(long call, long first, long second) throws Throwable {
                    Linker.Option state = Linker.Option.captureCallState("errno");
                    try (Arena arena = Arena.ofConfined()) {
                        MethodHandle syscall = Linker.nativeLinker().downcallHandle(
                                Linker.nativeLinker().defaultLookup().find("syscall").orElseThrow(),
                                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                                state, Linker.Option.firstVariadicArg(1));
                        MemorySegment captured = arena.allocate(Linker.Option.captureStateLayout());
                        long result = (long) syscall.invokeExact(captured, call, first, second, 0L);
                        return result < 0 ? captured.get(ValueLayout.JAVA_INT, 0) : 0;
                    }
                }
            }
            """;

    @Test
    @DisplayName("gets what a worker needs, and is denied the rest, argument by argument")
    void answers() throws IOException {
        assertThat(answerTo("""
                return "getpid %d, prlimit64 %d, clone %d, ioctl %d, prctl %d, execve %d, seccomp %d, inotify_init1 %d, new %d"
                        .formatted(errno(39, 0, 0), errno(302, 0, 0), errno(56, 0x11, 0), errno(16, 0, 0x5412),
                                errno(157, 22, 2), errno(59, 0, 0), errno(317, 1, 0), errno(294, 0, 0), errno(599, 0, 0));
                """))
                .contains(
                        "getpid 0, prlimit64 0, clone 1, ioctl 1, prctl 1, execve 1, seccomp 1, inotify_init1 38, new 38");
    }

    @Test
    @DisplayName("is denied it in every thread")
    void allThreads() throws IOException {
        assertThat(answerTo("""
                int tasks = 0;
                int filtered = 0;
                try (var folders = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                    for (Path folder : folders) {
                        tasks++;
                        filtered += Files.readString(folder.resolve("status")).contains("Seccomp_filters:\\t2") ? 1 : 0;
                    }
                }
                return tasks > 5 && filtered == tasks ? "all threads" : filtered + " of " + tasks;
                """)).contains("all threads");
    }

    @Test
    @DisplayName("is named in the log with each kind of call that it was denied, once")
    void logged() throws IOException {
        PrintStream before = System.err;
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            answerTo("""
                    return "" + errno(41, 2, 1) + errno(41, 2, 1) + errno(272, 0, 0) + errno(599, 0, 0) + errno(39, 0, 0);
                    """);
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("asked the kernel")))
                .hasSize(3)
                .allMatch(line -> line.contains("the submission in worker "))
                .anyMatch(line -> line.endsWith("asked the kernel for socket: denied"))
                .anyMatch(line -> line.endsWith("asked the kernel for unshare: denied"))
                .anyMatch(line -> line.endsWith("asked the kernel for call 599: denied"));
    }

    @Test
    @DisplayName("can't answer in the engine's place: it holds no listener")
    void noListener() throws IOException {
        assertThat(answerTo("""
                var held = new StringBuilder("held:");
                try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
                    for (Path descriptor : descriptors) {
                        if (Files.isSymbolicLink(descriptor)) {
                            held.append(' ').append(Files.readSymbolicLink(descriptor));
                        }
                    }
                }
                return held.toString();
                """)).contains("held: ", "pipe:").doesNotContain("seccomp");
    }

    @Test
    @DisplayName("is denied it by the kernel itself when it has asked too often for anybody to listen")
    void tooOften() throws IOException {
        assertThat(answerTo("""
                int first = errno(41, 2, 1);
                for (int i = 0; i < 2_000; i++) {
                    if (errno(41, 2, 1) == 0) {
                        return "a socket";
                    }
                }
                return "first " + first + ", last " + errno(41, 2, 1);
                """)).contains("first 1, last 38");
    }

    @Test
    @DisplayName("is killed where it asks by another numbering")
    void killed() throws IOException {
        assertThat(answerTo("return \"answered \" + errno(0x4000_0027L, 0, 0);"))
                .contains("ended before it answered (exit status 159)");
    }

    /** What a student would read if their method were this one. */
    private static String answerTo(String body) throws IOException {
        var method = CourseSection.HOOKS.method("induction-score-hook").orElseThrow();
        try (NDManager manager = NDManager.newBaseManager();
                SubmissionSession session = TestJudge.workers().start()) {
            assertThat(session.load(SourceTree.of(Map.of("student/MyHooks.java", HOOKS.replace("ASKED", body)))))
                    .isInstanceOf(Loading.Ready.class);
            Object[] arguments = {
                manager.ones(new Shape(2, 3, 7, 7)),
                HookPoint.named("blocks.0.attn.hook_pattern"),
                manager.full(new Shape(3, 3), 0.25f)
            };
            return catchThrowableOfType(
                            NoResult.class, () -> session.call("induction-score-hook", method, arguments, manager))
                    .feedback();
        }
    }
}
