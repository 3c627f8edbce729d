// wants: memory that no collector sees, through buffers
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var kept = new java.util.ArrayList<java.nio.ByteBuffer>();
        for (int i = 0; i < 128; i++) {
            kept.add(java.nio.ByteBuffer.allocateDirect(64 << 20));
        }
        return store;
    }
}
