// wants: a program, by the way that the C library has for it
// verdict: ERRORED
// says: could not run it
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            var linker = java.lang.foreign.Linker.nativeLinker();
            var spawn = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("system"),
                    java.lang.foreign.FunctionDescriptor.of(java.lang.foreign.ValueLayout.JAVA_INT, java.lang.foreign.ValueLayout.ADDRESS));
            try (var arena = java.lang.foreign.Arena.ofConfined()) {
                int status = (int) spawn.invokeExact(arena.allocateFrom("exit 0"));
                throw new IllegalStateException(status == 0 ? "ran it" : "could not run it");
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
