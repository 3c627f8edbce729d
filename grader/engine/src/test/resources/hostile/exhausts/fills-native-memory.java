// wants: 8 GB beside the heap
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var arena = java.lang.foreign.Arena.global();
        for (int i = 0; i < 8; i++) {
            arena.allocate(1L << 30);
        }
        return store;
    }
}
