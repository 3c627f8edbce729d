// wants: to make a tensor of a type on which the library gives up
// verdict: ERRORED
// says: ended before it answered
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store.getManager().create(new ai.djl.ndarray.types.Shape(4, 5), ai.djl.ndarray.types.DataType.BFLOAT16);
    }
}
