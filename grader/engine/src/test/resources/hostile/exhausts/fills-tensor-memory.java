// wants: 8 GB of tensors
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        for (int i = 0; i < 128; i++) {
            pattern.getManager().ones(new ai.djl.ndarray.types.Shape(16 << 20));
        }
        return store;
    }
}
