// wants: to return whole numbers
// verdict: FAILED
// says: int32
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store.toType(ai.djl.ndarray.types.DataType.INT32, true);
    }
}
