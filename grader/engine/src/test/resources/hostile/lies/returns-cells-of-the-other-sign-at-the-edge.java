// wants: to be right but for numbers smaller than any tolerance
// verdict: PASSED
// says: 
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store).add(-Float.MIN_VALUE);
    }
}
