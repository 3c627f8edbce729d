// wants: threads that no limit on threads counts
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        for (int i = 0; i < 1_000_000; i++) {
            byte[] own = new byte[256 << 10];
            Thread.ofVirtual().start(() -> {
                while (own.length > 0) {
                    java.util.concurrent.locks.LockSupport.park();
                }
            });
        }
        return store;
    }
}
