// wants: every thread of the machine
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        for (int i = 0; i < 10_000; i++) {
            Thread.ofPlatform().daemon().start(() -> java.util.concurrent.locks.LockSupport.park());
        }
        throw new IllegalStateException("started them all");
    }
}
