package student;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;

/** The C library's functions, for attacks that Java has no words for. */
final class Kernel {
    private static final Linker LINKER = Linker.nativeLinker();

    private Kernel() {}

    static long address(String function) {
        return LINKER.defaultLookup().find(function).orElseThrow().address();
    }

    /** What the function gives for whole numbers and addresses. */
    static long call(String function, Object... arguments) throws IOException {
        MemoryLayout[] types = Collections.nCopies(arguments.length, ValueLayout.JAVA_LONG)
                .toArray(MemoryLayout[]::new);
        Linker.Option state = Linker.Option.captureCallState("errno");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(Linker.Option.captureStateLayout());
            Object[] all = new Object[arguments.length + 1];
            all[0] = captured;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            long result = (long) LINKER.downcallHandle(
                            LINKER.defaultLookup().find(function).orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG, types),
                            state)
                    .invokeWithArguments(all);
            if (result == -1 || (int) result == -1) {
                throw new IOException(function + " fails with error " + captured.get(ValueLayout.JAVA_INT, 0));
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
