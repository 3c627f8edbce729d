// wants: 8 GB of the heap
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var kept = new java.util.ArrayList<byte[]>();
        for (int i = 0; i < 8192; i++) {
            kept.add(new byte[1 << 20]);
        }
        return store;
    }
}
