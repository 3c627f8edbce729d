// wants: to leave the worker no thread to ask it again with
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            if (asked++ == 0) {
                var full = new java.util.concurrent.CountDownLatch(1);
                Thread.ofPlatform().daemon().start(() -> takeAll(full));
                full.await();
            }
            return Answer.of(pattern, hook, store);
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private static int asked;

    private static void takeAll(java.util.concurrent.CountDownLatch full) {
        while (true) {
            try {
                Thread.ofPlatform().daemon().start(() -> {
                    while (true) {
                        java.util.concurrent.locks.LockSupport.park();
                    }
                });
            } catch (OutOfMemoryError none) {
                full.countDown();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000);
            }
        }
    }
}
