package hookworks.grader.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A piece of System V's shared memory, which anybody may read who sees this machine's. Removed when closed. */
@SuppressWarnings("restricted") // there is no way to it but the C library
final class SharedSegment implements AutoCloseable {
    private static final int SIZE = 4096;
    private static final int CREATE_FOR_ALL = 01666;
    private static final int REMOVE = 0;

    private final int id;

    SharedSegment(String text) {
        id = (int) call("shmget", ValueLayout.JAVA_INT, 0, SIZE, CREATE_FOR_ALL);
        long address = call("shmat", ValueLayout.JAVA_LONG, id, 0, 0);
        MemorySegment.ofAddress(address).reinterpret(SIZE).setString(0, text);
        call("shmdt", ValueLayout.JAVA_INT, address, 0, 0);
    }

    int id() {
        return id;
    }

    @Override
    public void close() {
        call("shmctl", ValueLayout.JAVA_INT, id, REMOVE, 0);
    }

    private static long call(String function, ValueLayout result, long first, long second, long third) {
        Linker linker = Linker.nativeLinker();
        try {
            Object returned = linker.downcallHandle(
                            linker.defaultLookup().find(function).orElseThrow(),
                            FunctionDescriptor.of(
                                    result, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG))
                    .invokeWithArguments(first, second, third);
            long value = ((Number) returned).longValue();
            if (value == -1) {
                throw new IllegalStateException("%s(%d, %d, %d) fails".formatted(function, first, second, third));
            }
            return value;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
