// wants: to have the count of its cells overflow
// verdict: ERRORED
// says: your code threw
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store.broadcast(new ai.djl.ndarray.types.Shape(1L << 31, 1L << 31, store.getShape().get(0), store.getShape().get(1)));
    }
}
