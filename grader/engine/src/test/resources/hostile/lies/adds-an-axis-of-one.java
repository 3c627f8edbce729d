// wants: to return the right cells with an axis too many
// verdict: FAILED
// says: shape
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store).expandDims(0);
    }
}
