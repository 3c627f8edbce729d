// wants: sockets, processes and namespaces, from the kernel itself
// verdict: ERRORED
// says: socket 1, fork 1, unshare 1, ptrace 1
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new IllegalStateException("socket %d, fork %d, unshare %d, ptrace %d"
                .formatted(errno(41, 2, 1), errno(57, 0, 0), errno(272, 0x10000000, 0), errno(101, 0, 0)));
    }

    /** 0 where the call was allowed. */
    private static int errno(long call, long first, long second) {
        Linker.Option state = Linker.Option.captureCallState("errno");
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle syscall = Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().find("syscall").orElseThrow(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG),
                            state,
                            Linker.Option.firstVariadicArg(1));
            MemorySegment captured = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) syscall.invokeExact(captured, call, first, second, 0L);
            return result < 0 ? captured.get(ValueLayout.JAVA_INT, 0) : 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
