// wants: a process, by asking for a thread without saying so
// verdict: ERRORED
// says: made none
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            long clone = 56;
            long clone3 = 435;
            long child = 17;
            long made = Kernel.call(clone, child, 0, 0, 0, 0);
            if (made == 0) {
                Runtime.getRuntime().halt(0);
            }
            try (var arena = java.lang.foreign.Arena.ofConfined()) {
                var wanted = arena.allocate(88);
                wanted.set(java.lang.foreign.ValueLayout.JAVA_LONG, 32, child);
                long also = Kernel.call(clone3, wanted.address(), 88);
                if (also == 0) {
                    Runtime.getRuntime().halt(0);
                }
                throw new IllegalStateException(made < 0 && also < 0 ? "made none" : "made " + made + " and " + also);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
