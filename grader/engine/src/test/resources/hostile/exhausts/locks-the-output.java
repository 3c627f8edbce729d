// wants: to hold up the worker itself, by a lock that it takes too
// verdict: LIMIT_EXCEEDED
// says: the time allowed for it
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            var locked = new java.util.concurrent.CountDownLatch(1);
            var out = System.out;
            Thread.ofPlatform().daemon().start(() -> {
                synchronized (out) {
                    locked.countDown();
                    while (true) {
                        java.util.concurrent.locks.LockSupport.park();
                    }
                }
            });
            locked.await();
            return Answer.of(pattern, hook, store);
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
