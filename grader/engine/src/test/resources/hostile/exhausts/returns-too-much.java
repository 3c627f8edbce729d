// wants: to send more than a frame may hold
// verdict: ERRORED
// says: expected a result that fits into one answer, found body length is 83,886,080, and at most 67,108,864 is allowed
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store.getManager().ones(new ai.djl.ndarray.types.Shape(20 << 20));
    }
}
