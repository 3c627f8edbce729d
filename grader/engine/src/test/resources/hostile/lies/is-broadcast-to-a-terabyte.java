// wants: to return few cells as if they were very many
// verdict: LIMIT_EXCEEDED
// says: you tried to allocate
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store.broadcast(new ai.djl.ndarray.types.Shape(1L << 34, store.getShape().get(0), store.getShape().get(1)));
    }
}
